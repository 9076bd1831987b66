import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recipe } from '../../../src/core/recipe/schema'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { benchStep } from '../../../src/worker/bench/step'
import { buildThread, type BuiltThread } from '../engines/built-thread'

// The ratio is for `bench` to measure and a person to judge; a test on a busy machine cannot.
const recipe = (name: string): Recipe => readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name)

let built: BuiltThread
beforeAll(async () => {
  built = await buildThread()
})
afterAll(() => built.remove())

test.each([
  ['tensorflow-js', 'tensorflow.js cpu'],
  ['tensorflow-js-wasm', 'tensorflow.js wasm'],
  ['onnxruntime', 'onnxruntime cpu, 1 thread']
] as const)('against %s a row names its peer and holds the ratio of the two medians', async (peer, name) => {
  const row = await benchStep(recipe('duffing-curve'), peer, built.kernelUrl)
  expect(row.against).toBe(name)
  expect(row.median).toBeGreaterThan(0)
  expect(row.ratio).toBeCloseTo((row.peerMedian ?? NaN) / row.median, 6)
  // Small enough for one thread, whatever the machine.
  expect(row.note).toMatch(/50-100-3, batch 32, .*, 1 thread of \d+ cores$/)
})

test('a peer that cannot train the network is no peer, and the row says why', async () => {
  const row = await benchStep(recipe('duffing-map'), 'tensorflow-js-wasm', built.kernelUrl)
  expect(row).toMatchObject({ ratio: null, peerMedian: null, against: null })
  expect(row.median).toBeGreaterThan(0)
  expect(row.note).toContain('Conv2DBackpropFilter')
})
