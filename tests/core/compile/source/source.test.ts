/** Formulas in Python and C, run where these are, against the network's own operations; MATLAB's as text. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { cSource } from '../../../../src/core/compile/3-emit/source/c'
import { matlabSource } from '../../../../src/core/compile/3-emit/source/matlab'
import { numberText } from '../../../../src/core/compile/3-emit/source/number'
import { pythonSource } from '../../../../src/core/compile/3-emit/source/python'
import { plainNetwork } from '../../../../src/core/network/plain/lower'
import { runPlain } from '../../../../src/core/network/plain/run'
import { NETWORKS, pointsOf, recipeOf, vectorsOf } from '../../network/plain/networks'

const folder = mkdtempSync(join(tmpdir(), 'sharkfin-source-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const ROWS = 5

function made(name: string) {
  const recipe = recipeOf(name)
  const network = plainNetwork(recipe, vectorsOf(recipe))
  const x = pointsOf(ROWS)
  const rows = Array.from({ length: ROWS }, (_, row) => Array.from(x.subarray(2 * row, 2 * row + 2)))
  return { network, story: { recipe, batches: 100, version: '0.1.0' }, rows, said: Array.from(runPlain(network, x, ROWS)) }
}

/** Parameters are printed in the digits of single precision, whose rounding is 6e-8 of each. */
function expectSame(got: readonly number[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length)
  got.forEach((number, index) => expect(Math.abs(number - (wanted[index] ?? NaN))).toBeLessThan(2e-6))
}

describe.each(Object.keys(NETWORKS))('a network: %s', (name) => {
  it('gives in Python what it gives here', ({ skip }) => {
    if (!has('python3')) return skip('there is no python3 here')
    const { network, story, rows, said } = made(name)
    writeFileSync(join(folder, 'formula.py'), pythonSource(network, story))
    const script = `import json, formula\nprint(json.dumps([v for row in json.loads(${JSON.stringify(JSON.stringify(rows))}) for v in formula.curve_fit(row)]))`
    expectSame(JSON.parse(execFileSync('python3', ['-B', '-c', script], { cwd: folder, encoding: 'utf8' })), said)
  })

  it('gives in C what it gives here', ({ skip }) => {
    if (!has('cc')) return skip('there is no C compiler (cc) here')
    const { network, story, rows, said } = made(name)
    const width = said.length / ROWS
    const main = `#include <stdio.h>\nint main(void) {\n  double x[${ROWS}][2] = {${rows.map((row) => `{${row.join(', ')}}`).join(', ')}}, y[${width}];\n  for (int r = 0; r < ${ROWS}; r++) { curve_fit(x[r], y); for (int k = 0; k < ${width}; k++) printf("%.17g\\n", y[k]); }\n  return 0;\n}\n`
    writeFileSync(join(folder, 'formula.c'), cSource(network, story) + main)
    execFileSync('cc', ['-std=c99', '-Wall', '-Werror', '-o', 'formula', 'formula.c', '-lm'], { cwd: folder })
    expectSame(execFileSync(join(folder, 'formula'), { encoding: 'utf8' }).trim().split('\n').map(Number), said)
  })

  it('is one function with balanced brackets in MATLAB', () => {
    const { network, story } = made(name)
    const text = matlabSource(network, story)
    expect(text).toMatch(/^function x = curve_fit\(x\)\n/)
    for (const [open, close] of ['()', '[]']) expect(text.split(open ?? '')).toHaveLength(text.split(close ?? '').length)
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
  })
})

test('numbers of single precision come back from the fewest digits', () => {
  expect(numberText(Math.fround(0.1))).toBe('0.1')
  for (const value of [1 / 3, Math.PI, 1e-12, 123456.7].map(Math.fround)) expect(Math.fround(Number(numberText(value)))).toBe(value)
  expect(Number(numberText(0.1))).toBe(0.1)
})
