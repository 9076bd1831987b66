/** The engine of a run: the one that was asked for, the one it was begun with, or what `auto` chooses. */
import type { EngineChoice, RunEngine } from '../../core/contract/engine'
import type { Recipe } from '../../core/recipe/schema'
import { chooseEngine } from '../engines/choose'
import type { EngineState } from '../engines/engine'
import { createEngineClient, type EngineClient } from '../engines/client'

export interface OpenEngine {
  readonly engine: EngineClient
  /** As it is stored with the run. */
  readonly record: RunEngine
  /** Milliseconds a step, where `auto` measured them. */
  readonly step?: number
}

export interface EngineRequest {
  readonly recipe: Recipe
  /** Where the run begins, or goes on. */
  readonly state: EngineState
  /** null: the engine of `begun`. */
  readonly choice: EngineChoice | null
  /** The engine that the run's checkpoint was made on, or null where there is none. */
  readonly begun: RunEngine | null
  readonly threadUrl: URL
}

/** @throws SharkfinError `engine-absent`, `engine-thread-died`, or what the engine has against the recipe */
export async function openEngine({ recipe, state, choice, begun, threadUrl }: EngineRequest): Promise<OpenEngine> {
  const before = choice === null ? begun : null
  const wanted = before?.kind ?? before?.choice ?? choice ?? 'auto'
  if (wanted !== 'auto') {
    const engine = await createEngineClient({ kind: wanted, recipe, state, threadUrl })
    return { engine, record: { choice: before?.choice ?? wanted, kind: wanted, name: engine.name, why: before?.why ?? '' } }
  }
  const { engine, step, why } = await chooseEngine(recipe, (kind) => createEngineClient({ kind, recipe, state, threadUrl }))
  return { engine, step, record: { choice: 'auto', kind: engine.kind, name: engine.name, why } }
}
