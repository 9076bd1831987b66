import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import type { EngineKind } from '../../../src/core/contract/engine'
import { simulationRecipeSchema, type Recipe } from '../../../src/core/recipe/schema'
import { chooseEngine } from '../../../src/worker/engines/choose'
import { createEngineClient, type EngineClient } from '../../../src/worker/engines/client'
import { openEngine } from '../../../src/worker/runs/open-engine'
import { buildThread, type BuiltThread } from './built-thread'
import { denseNetwork } from '../../core/network/dense-network'
import { initialState } from '../../../src/worker/engines/initial-state'

const lesson = simulationRecipeSchema.parse(bundled)
/** So wide that a step takes the processor longer than a GPU's launches would. */
const wide = simulationRecipeSchema.parse({ ...bundled, network: denseNetwork([400, 400], 'relu') })
const driver = join(dirname(process.execPath), 'vk_swiftshader_icd.json')
let thread: BuiltThread

beforeAll(async () => {
  if (existsSync(driver)) process.env.VK_ICD_FILENAMES = driver
  thread = await buildThread()
})
afterAll(() => thread.remove())

async function choose(recipe: Recipe): Promise<{ readonly started: readonly EngineKind[]; readonly why: string; readonly kind: EngineKind; readonly step: number }> {
  const started: EngineKind[] = []
  const start = (kind: EngineKind): Promise<EngineClient> => {
    started.push(kind)
    return createEngineClient({ kind, recipe, threadUrl: thread.url })
  }
  const { engine, why, step } = await chooseEngine(recipe, start)
  await engine.dispose()
  return { started, why, kind: engine.kind, step }
}

describe('auto', () => {
  it('stays on the processor for a small network, starts no GPU for it, and says so', async () => {
    const { started, kind, why, step } = await choose(lesson)
    expect(started.every((one) => one === 'cpu' || one === 'wasm')).toBe(true)
    expect(['cpu', 'wasm']).toContain(kind)
    expect(step).toBeGreaterThan(0)
    expect(why).toMatch(new RegExp(`^${kind}: \\d+ us a step`))
  })

  it('measures a GPU where it might win, and says what it measured', async ({ skip }) => {
    if (process.platform !== 'linux' || !existsSync(driver)) skip('this Electron carries no software Vulkan')
    const { started, kind, why } = await choose(wide)
    expect(started).toContain('webgpu')
    // Software Vulkan shares the processor, and loses.
    expect(kind).not.toBe('webgpu')
    expect(why).toMatch(/webgpu ([\d.]+ ms|left out \(no result within 4 s\))/)
  })
})

describe('the engine of a run', () => {
  it('is the one that was named, or that the checkpoint was made on', async () => {
    const begun = { choice: 'auto', kind: 'cpu', name: 'as before', why: 'cpu: 30 us a step' } as const
    const resumed = await openEngine({ recipe: lesson, state: await initialState(lesson), choice: null, begun, threadUrl: thread.url })
    expect(resumed.record).toEqual({ ...begun, name: 'onnxruntime cpu, 1 thread' })
    const named = await openEngine({ recipe: lesson, state: await initialState(lesson), choice: 'cpu', begun: { ...begun, kind: 'webgpu' }, threadUrl: thread.url })
    expect(named.record).toEqual({ choice: 'cpu', kind: 'cpu', name: 'onnxruntime cpu, 1 thread', why: '' })
    await resumed.engine.dispose()
    await named.engine.dispose()
  })

  it('is refused with the reason where it is absent', async () => {
    const kind = process.platform === 'darwin' ? 'directml' : 'coreml'
    const opened = openEngine({ recipe: lesson, state: await initialState(lesson), choice: kind, begun: null, threadUrl: thread.url })
    await expect(opened).rejects.toMatchObject({ code: 'engine-absent', message: expect.stringContaining(kind) })
  })
})
