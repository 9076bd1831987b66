/** What has a path and is no file: reading it would never end. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-map.json'
import type { MeasurementSource } from '../../../src/core/contract/worker'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { readRecipeFile } from '../../../src/worker/jobs/read-recipe'
import { loadMap } from '../../../src/worker/measurement/load-map'
import { loadMeasurement, loadText } from '../../../src/worker/measurement/load-measurement'

const recipe = simulationRecipeSchema.parse(bundled)
const folder = mkdtempSync(join(tmpdir(), 'sharkfin-no-file-'))
const source = (path: string): MeasurementSource => ({ kind: 'path', path, name: 'sweep.txt' })

const isWindows = process.platform === 'win32'

describe('a pipe or a device', { timeout: 10_000 }, () => {
  const pipe = join(folder, 'pipe')
  beforeAll(() => void (isWindows || execFileSync('mkfifo', [pipe])))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.for([['pipe', pipe], ['device', '/dev/zero']] as const)('is refused before it is opened: %s', async ([, path], { skip }) => {
    if (isWindows) return skip('Windows has neither mkfifo nor /dev/zero')
    const refused = { code: 'file-special', place: { file: 'sweep.txt' } }
    // Looked at first wherever a file is dropped: left to whoever takes it.
    await expect(readRecipeFile({ kind: 'read-recipe', id: 1, source: source(path) })).resolves.toBeNull()
    await expect(loadText(source(path))).rejects.toMatchObject(refused)
    await expect(loadMeasurement(source(path), {})).rejects.toMatchObject(refused)
    await expect(loadMap(source(path), {}, recipe)).rejects.toMatchObject(refused)
  })
})
