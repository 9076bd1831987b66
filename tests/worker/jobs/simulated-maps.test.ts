/** Maps from `simulate` to a file, and back by `characterize`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { characterizeSource } from '../../../src/worker/jobs/characterize'
import { simulate } from '../../../src/worker/jobs/simulate'
import { bundledRecipe } from '../../core/dynamics/recipes'

const folder = await mkdtemp(join(tmpdir(), 'sharkfin-maps-'))
afterAll(() => rm(folder, { recursive: true }))

test('each map of a file gives its parameters back, all of its rows together', async () => {
  const recipe = bundledRecipe('duffing-map')
  const out = join(folder, 'maps.csv')
  await simulate({ kind: 'simulate', id: 1, recipe, count: 2, seed: 3, out })
  const drawn = (await readFile(out, 'utf8'))
    .split('\n')
    .filter((line) => /^# sweep=(0|50) /.test(line))
    .map((line) => Object.fromEntries([...line.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value]) => [name, Number(value)])))
  expect(drawn).toHaveLength(2)
  const { joint, sweeps } = await characterizeSource({ kind: 'characterize', id: 2, source: { kind: 'path', path: out, name: 'maps.csv' }, options: {}, model: null, recipes: [recipe] })
  expect([joint.length, sweeps.length]).toEqual([2, 0])
  joint.forEach(({ parameters: { f0, fwhm, kerr }, warnings, curves }, k) => {
    expect(warnings).toEqual([])
    expect(curves).toHaveLength(50)
    // The file has no noise; single precision is left.
    expect(f0?.value).toBeCloseTo(drawn[k]?.['omega0'] ?? NaN, 4)
    expect(fwhm?.value).toBeCloseTo(drawn[k]?.['gamma'] ?? NaN, 4)
    expect(kerr?.value).toBeCloseTo(drawn[k]?.['epsilon'] ?? NaN, 4)
  })
})
