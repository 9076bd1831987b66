import { describe, expect, test } from 'vitest'
import { Linter } from 'eslint'
import { importDirection, importProblem } from '../../build/lint/import-direction.mjs'

describe('allowed imports', () => {
  test.each([
    ['src/renderer/shell/window.svelte', '../../core/contract/window'],
    ['src/main/index.ts', '../core/recipe/schema'],
    ['src/worker/compute.ts', './jobs/train'],
    ['src/main/preload/index.ts', '../../core/contract/window'],
    ['src/main/preload/index.ts', 'electron'],
    ['src/main/store/runs.ts', 'node:sqlite'],
    ['src/worker/engines/session.ts', 'onnxruntime-node'],
    ['src/renderer/main.ts', '../../resources/recipes/duffing-curve.json'],
    ['src/core/dynamics/kernel/emit.ts', '../../formula/tree'],
    ['src/core/inference/fit.ts', '../dynamics/sweep'],
    ['src/core/samples/fixed-set.ts', '../dynamics/simulator'],
    ['src/core/network/step.ts', '../random/philox'],
    ['src/core/recipe/schema.ts', '../contract/zod'],
    ['src/core/contract/run.ts', '../recipe/schema'],
    ['tests/core/x.test.ts', '../../src/core/recipe/schema']
  ])('%s -> %s', (importer, specifier) => {
    expect(importProblem(importer, specifier)).toBeUndefined()
  })
})

describe('forbidden imports', () => {
  test.each([
    ['src/renderer/main.ts', '../main/window', 'renderer must not import main'],
    ['src/main/index.ts', '../worker/compute', 'main must not import worker'],
    ['src/main/index.ts', './preload/index', 'main must not import preload'],
    ['src/main/preload/index.ts', '../window', 'preload must not import main'],
    ['src/main/preload/index.ts', 'node:fs', 'preload must not import the package node:fs'],
    ['src/worker/compute.ts', '../renderer/main', 'worker must not import renderer'],
    ['src/core/dynamics/sweep.ts', '../../worker/compute', 'core must not import worker'],
    ['src/core/dynamics/sweep.ts', 'node:fs', 'core must not import the package node:fs'],
    ['src/core/network/step.ts', 'onnxruntime-node', 'core must not import the package onnxruntime-node'],
    ['src/renderer/main.ts', 'electron', 'renderer must not import the package electron'],
    ['src/core/formula/parse.ts', '../dynamics/sweep', 'core/formula must not import core/dynamics'],
    ['src/core/dynamics/sweep.ts', '../structures/chain', 'core/dynamics must not import core/structures'],
    ['src/core/network/step.ts', '../compile/emit', 'core/network must not import core/compile'],
    ['src/core/contract/run.ts', '../dynamics/sweep', 'core/contract must not import core/dynamics'],
    ['src/core/random/philox.ts', '../recipe/schema', 'core/random must not import core/recipe'],
    ['src/core/network/step.ts', '../drawer/helpers', 'no folder "drawer"'],
    ['src/core/stray.ts', './network/step', 'no folder ""'],
    ['src/main/index.ts', '../../build/setup/paths.mjs', 'reaches out of src']
  ])('%s -> %s', (importer, specifier, words) => {
    expect(importProblem(importer, specifier)).toContain(words)
  })
})

test('the rule sees every way of naming another module, and names ARCHITECTURE.md', () => {
  const source = [
    "import { a } from '../main/a'",
    "export { b } from '../main/b'",
    "export * from '../main/c'",
    "const d = await import('../main/d')",
    "import { e } from './e'"
  ].join('\n')
  const config = { files: ['**/*.js'], plugins: { sharkfin: { rules: { 'import-direction': importDirection } } } }
  const messages = new Linter({ cwd: '/project' }).verify(
    source,
    [{ ...config, rules: { 'sharkfin/import-direction': 'error' } }],
    '/project/src/worker/x.js'
  )
  expect(messages.map(({ line }) => line)).toEqual([1, 2, 3, 4])
  expect(messages.every(({ message }) => message.includes('ARCHITECTURE.md'))).toBe(true)
})
