/** Every engine: whether it is there, on what it computes, how fast it is; or why it is absent, and what to do about that. */
import type { DoctorResult } from '../../core/contract/answers'
import { engineKindSchema, type EngineKind, type EngineReport } from '../../core/contract/engine'
import { errorData } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { createEngineClient } from '../engines/client'
import { deviceOf } from '../engines/devices'
import { ENGINES, engineVersion } from '../engines/table'
import { timeStep } from '../engines/timing'
import type { JobContext } from './context'

type DoctorRequest = Extract<WorkerRequest, { kind: 'doctor' }>

/** One after the other, so that none takes time from another that is measured. */
export async function doctor(request: DoctorRequest, { threads }: Pick<JobContext, 'threads'>): Promise<DoctorResult> {
  const engines: EngineReport[] = []
  for (const kind of engineKindSchema.options) engines.push(await examine(kind, request, threads.engine))
  return { engines }
}

/** Starts the engine on a thread of its own, since being installed is not yet being usable. */
async function examine(kind: EngineKind, { recipe, measure }: DoctorRequest, threadUrl: URL): Promise<EngineReport> {
  const absence = await ENGINES[kind].absence()
  const known = { name: kind, version: engineVersion(ENGINES[kind]), stepsPerSecond: null }
  if (absence) return { ...known, ...absence, why: sentence(absence.why), device: '', memory: null, available: false }
  try {
    const engine = await createEngineClient({ kind, recipe, threadUrl })
    const stepsPerSecond = measure ? 1000 / (await timeStep(recipe, engine)) : null
    await engine.dispose()
    return { ...known, ...deviceOf(kind, engine.name), available: true, why: engine.name, remedy: '', stepsPerSecond }
  } catch (thrown) {
    const { message, remedy } = errorData(thrown)
    return { ...known, ...deviceOf(kind), available: false, why: message, remedy }
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/([^.])$/, '$1.')
}
