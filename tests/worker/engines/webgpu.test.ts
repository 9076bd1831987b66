/** onnxruntime's WebGPU provider, on the software Vulkan that Electron carries: no GPU is needed, only patience. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { vectorOf } from '../../../src/core/network/state'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { TrainingEngine } from '../../../src/worker/engines/engine'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { WEBGPU } from '../../../src/worker/engines/provider'
import { startEngine } from '../../../src/worker/engines/table'
import { relativeDifference } from '../../core/compile/run-graph'
import { randomBatches } from './batches'

const recipe = simulationRecipeSchema.parse(bundled)
const STEPS = 20
/** Of the largest number: single precision, summed in another order. */
const TOLERANCE = 1e-5
const driver = join(dirname(process.execPath), 'vk_swiftshader_icd.json')

async function expectSameState(a: TrainingEngine, b: TrainingEngine): Promise<void> {
  const [left, right] = [await a.state(), await b.state()]
  expect(left.step).toBe(right.step)
  for (const [name, vector] of Object.entries(right.vectors)) {
    expect(relativeDifference(vectorOf(left.vectors, name), vector), name).toBeLessThan(TOLERANCE)
  }
}

describe('the engine webgpu', () => {
  beforeAll(() => {
    process.env.VK_ICD_FILENAMES = driver
  })
  beforeEach(({ skip }) => {
    if (process.platform !== 'linux' || !existsSync(driver)) skip('this Electron carries no software Vulkan')
  })

  it('gives the numbers of the processor over 20 steps, and what the network reads', async () => {
    const { x, y } = randomBatches(recipe, STEPS)
    const cpu = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const gpu = await startEngine('webgpu', { recipe, threads: 1 })
    expect(relativeDifference(await gpu.train(x, y, 0), await cpu.train(x, y, 0))).toBeLessThan(TOLERANCE)
    await expectSameState(gpu, cpu)
    const rows = x.slice(0, 3 * recipe.observation.bins)
    expect(relativeDifference((await gpu.predict(rows, 3)).value, (await cpu.predict(rows, 3)).value)).toBeLessThan(TOLERANCE)
    await gpu.dispose()
    await cpu.dispose()
  })

  it('gives the same bits unrolled or step by step, and from a restored state, which a processor can take over', async () => {
    const { x, y, slice } = randomBatches(recipe, STEPS)
    const unrolled = await createOnnxruntimeEngine({ recipe, threads: 1 }, WEBGPU)
    const single = await createOnnxruntimeEngine({ recipe, threads: 1 }, { ...WEBGPU, blocks: [1] })
    const losses = await unrolled.train(x, y, 0)
    expect(await single.train(x, y, 0)).toEqual(losses)
    expect(await single.state()).toEqual(await unrolled.state())
    const [first, second] = [slice(0, 9), slice(9, STEPS)]
    await unrolled.restore(await createOnnxruntimeEngine({ recipe, threads: 1 }).then((begun) => begun.state()))
    await unrolled.train(first.x, first.y, 0)
    const kept = await unrolled.state()
    expect(await unrolled.train(second.x, second.y, 9)).toEqual(losses.slice(9))
    const cpu = await createOnnxruntimeEngine({ recipe, threads: 1, state: kept })
    expect(relativeDifference(await cpu.train(second.x, second.y, 9), losses.slice(9))).toBeLessThan(TOLERANCE)
    await expectSameState(cpu, unrolled)
    for (const engine of [unrolled, single, cpu]) await engine.dispose()
  })
})
