/** Several threads give the bits of one, on every kind of kernel and a network's step, sleep between calls, and end when they are told to. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import map from '../../../resources/recipes/duffing-map.json'
import { instantiateFused } from '../../../src/core/compile/3-emit/wasm/instance'
import type { FusedInstance } from '../../../src/core/compile/3-emit/wasm/instance'
import { TILE, WIDE_TILE, emitFusedKernel } from '../../../src/core/compile/3-emit/wasm/module'
import { trainingGraph } from '../../../src/core/compile/network'
import { modelOf } from '../../../src/core/network/model'
import { vectorOf } from '../../../src/core/network/state'
import { stepLayout } from '../../../src/core/network/step'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { initialState } from '../../../src/worker/engines/initial-state'
import { putToWork, runSteps } from '../../../src/worker/engines/kernel-at-work'
import { startKernelThreads } from '../../../src/worker/engines/kernel-threads'
import { createWasmEngine } from '../../../src/worker/engines/wasm'
import { fillInputs } from '../../../src/worker/engines/wasm-trial'
import { instantiateSharedOptimised } from '../../../src/worker/engines/wide-vectors'
import { randomGraph } from '../../core/compile/wasm/random-graph'
import { fill } from '../../core/compile/wasm/run-fused'
import { buildThread, type BuiltThread } from './built-thread'

const GRAPHS = 14
const CALLS = 3
let built: BuiltThread

beforeAll(async () => {
  built = await buildThread()
})

afterAll(() => built.remove())

/** Of the last of some calls, which begin while the others may be asleep, or not yet. */
function bitsOf(instance: FusedInstance, inputs: Record<string, Float32Array>, run = instance.run): Uint32Array[] {
  fill(instance, inputs)
  for (let call = 0; call < CALLS; call++) run(1)
  return Object.values(instance.outputs).map((view) => new Uint32Array(view.slice().buffer))
}

it(`gives the same bits on ${GRAPHS} random graphs for 1, 2 and 3 threads, whatever the size of their kernels`, async () => {
  for (let seed = 0; seed < GRAPHS; seed++) {
    const { graph, inputs } = randomGraph(2000 + seed, { sides: [3, 8, 21, 32, 40] })
    const options = { states: 0, capacity: 1, relaxed: true }
    const plain = bitsOf(instantiateFused(emitFusedKernel(graph, options)), inputs)
    for (const threads of [2, 3]) {
      const tile = seed % 2 === 0 ? TILE : WIDE_TILE
      const instance = instantiateSharedOptimised(emitFusedKernel(graph, { ...options, tile, threads, worth: 0 }), tile === WIDE_TILE)
      const { run, end } = await startKernelThreads(instance, threads, built.kernelUrl)
      expect(bitsOf(instance, inputs, run), `graph ${seed}, ${threads} threads`).toEqual(plain)
      await end()
      expect(() => run(1)).toThrow('ended')
    }
  }
})

it("gives the same bits after 20 steps of the lesson's convolutions for 1, 2 and 3 threads", async () => {
  const recipe = simulationRecipeSchema.parse({ ...map, training: { ...map.training, batch: 5 } })
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const graph = trainingGraph(model, recipe.training)
  const { vectors } = await initialState(recipe)
  const options = { states: states.length, capacity: 4, relaxed: true }
  const trained = (instance: FusedInstance, run = instance.run): Uint32Array[] => {
    fillInputs(instance)
    for (const { name } of states) vectorOf(instance.states, name).set(vectorOf(vectors, name))
    for (let call = 0; call < 5; call++) run(4)
    return [...Object.values(instance.states), ...Object.values(instance.outputs)].map((view) => new Uint32Array(view.slice().buffer))
  }
  const alone = trained(instantiateFused(emitFusedKernel(graph, options)))
  for (const threads of [2, 3]) {
    const instance = instantiateSharedOptimised(emitFusedKernel(graph, { ...options, tile: WIDE_TILE, threads }), true)
    const { run, end } = await startKernelThreads(instance, threads, built.kernelUrl)
    expect(trained(instance, run), `${threads} threads`).toEqual(alone)
    await end()
  }
})

it('carries its state along where one thread and two take turns, and comes to the bits of one', async () => {
  const recipe = simulationRecipeSchema.parse({ ...map, training: { ...map.training, batch: 5 } })
  const { states } = stepLayout(modelOf(recipe), recipe.training)
  const graph = trainingGraph(modelOf(recipe), recipe.training)
  const { vectors } = await initialState(recipe)
  const options = { states: states.length, capacity: 2, relaxed: true }
  const alone = instantiateFused(emitFusedKernel(graph, options))
  const instance = instantiateSharedOptimised(emitFusedKernel(graph, { ...options, threads: 2 }), false)
  const { run, end } = await startKernelThreads(instance, 2, built.kernelUrl)
  const trained = (shared: FusedInstance | null): Uint32Array[] => {
    const atWork = putToWork({ alone, shared, threads: 2, complaint: '', end })
    for (const { name } of states) vectorOf(atWork.holder.states, name).set(vectorOf(vectors, name))
    for (let call = 0; call < 6; call++) {
      atWork.sharing.way = call % 3 === 1 ? 'alone' : 'shared'
      const ran = runSteps(atWork, 2, fillInputs)
      expect(ran === shared).toBe(shared !== null && call % 3 !== 1)
    }
    return Object.values(atWork.holder.states).map((view) => new Uint32Array(view.slice().buffer))
  }
  expect(trained({ ...instance, run })).toEqual(trained(null))
  await end()
})

it('sleeps between calls, so that an idle engine takes no time', async () => {
  const { graph, inputs } = randomGraph(2000, { sides: [21, 40] })
  const kernel = emitFusedKernel(graph, { states: 0, capacity: 1, relaxed: true, threads: 3, worth: 0 })
  const instance = instantiateSharedOptimised(kernel, false)
  const { run, end } = await startKernelThreads(instance, 3, built.kernelUrl)
  const told = new Int32Array(instance.kernel.memory.buffer)
  const asleep = (): number => Atomics.load(told, (kernel.threaded?.meeting.asleep ?? 0) / Int32Array.BYTES_PER_ELEMENT)
  for (let call = 0; call < 3; call++) {
    bitsOf(instance, inputs, run)
    while (asleep() < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(asleep()).toBe(2)
  }
  await end()
})

it('ends its threads when it is told to', async ({ skip }) => {
  if (process.platform !== 'linux') return skip('counts its threads in /proc, which Linux has')
  const threadsHere = (): number => Number(/^Threads:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  const { graph } = randomGraph(2000, { sides: [21, 40] })
  const instance = instantiateSharedOptimised(emitFusedKernel(graph, { states: 0, capacity: 1, relaxed: true, threads: 4, worth: 0 }), false)
  const before = threadsHere()
  const { end } = await startKernelThreads(instance, 4, built.kernelUrl)
  expect(threadsHere()).toBe(before + 3)
  await end()
  expect(threadsHere()).toBe(before)
})

it('trains on one thread, and says so, where another does not start', async () => {
  const recipe = simulationRecipeSchema.parse(map)
  const engine = await createWasmEngine({ recipe, kernelThreads: { url: new URL('no-such-thread.js', built.kernelUrl), most: 2 } })
  expect(engine.name).toMatch(/, 1 thread \(no more, one did not start: .+\)$/)
  const { inputs, outputs } = modelOf(recipe)
  const { batch } = recipe.training
  expect(await engine.train(new Float32Array(batch * inputs), new Float32Array(batch * outputs), 0)).toHaveLength(1)
  await engine.dispose()
})

it('trains to the same bits on as many threads as the engine finds worth it on this machine, and says how many', async () => {
  const recipe = simulationRecipeSchema.parse(map)
  const { inputs, outputs } = modelOf(recipe)
  const steps = 3
  const numbers = (width: number): Float32Array =>
    Float32Array.from({ length: steps * recipe.training.batch * width }, (_, index) => Math.sin(1.3 * index))
  const [x, y] = [numbers(inputs), numbers(outputs)]
  const alone = await createWasmEngine({ recipe })
  const engine = await createWasmEngine({ recipe, kernelThreads: { url: built.kernelUrl, most: 2 } })
  expect([1, 2]).toContain(engine.threads)
  expect(engine.name.endsWith(engine.threads === 1 ? ', 1 thread' : ', 1 or 2 threads')).toBe(true)
  expect(await engine.train(x, y, 0)).toEqual(await alone.train(x, y, 0))
  expect(await engine.state()).toEqual(await alone.state())
  const rows = x.slice(0, 3 * inputs)
  expect(await engine.predict(rows, 3)).toEqual(await alone.predict(rows, 3))
  await engine.dispose()
  await alone.dispose()
})
