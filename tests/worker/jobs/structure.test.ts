import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answerSchemas } from '../../../src/core/contract/answers'
import type { Analysis, AnalysisAnswer } from '../../../src/core/contract/structure'
import { workerRequestSchema } from '../../../src/core/contract/worker'
import { chain } from '../../../src/core/structures/builders/chain'
import { createEnergy } from '../../../src/core/structures/energy'
import { analyse } from '../../../src/worker/jobs/structure'
import { readStructure } from '../../../src/worker/jobs/read-structure'

const folder = mkdtempSync(join(tmpdir(), 'sharkfin-structure-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const structure = { ...chain(5), constants: { K: 5, l: 0.8, mg: 0 } }
const { start } = createEnergy(structure)

async function ask(analysis: Analysis): Promise<unknown> {
  const request = workerRequestSchema.parse({ kind: 'structure', id: 1, structure, analysis })
  if (request.kind !== 'structure') throw new Error('another request')
  return answerSchemas.structure.parse(await analyse(request))
}

describe('analyses of a structure', () => {
  test('the limits of a step are those of theory', async () => {
    // Across stiffness K (1 - l) = 1; the highest of five standing waves.
    const highest = 4 * Math.sin((5 * Math.PI) / 12) ** 2
    expect(await ask({ what: 'limits', position: start })).toEqual({ what: 'limits', curvature: expect.closeTo(highest, 7), frequency: expect.closeTo(Math.sqrt(highest), 7) })
  })

  test('the curvature along a way is that of each of its places', async () => {
    const lifted = start.map((height) => height + 0.3)
    const limits = await Promise.all([start, lifted].map((position) => ask({ what: 'limits', position }))) as AnalysisAnswer<'limits'>[]
    expect(await ask({ what: 'way', positions: [start, lifted] })).toEqual({ what: 'way', curvatures: Float64Array.from(limits, ({ curvature }) => curvature) })
    expect(limits[1]?.curvature).not.toBeCloseTo(limits[0]?.curvature ?? NaN, 3)
  })

  test('all starts of a stretched chain end in its one minimum, which is stable', async () => {
    const answer = await ask({ what: 'minima', spread: 1, seed: 1, first: 0, count: 10 })
    expect(answer).toMatchObject({ lost: 0, minima: [{ found: 10, value: expect.closeTo(6 * (5 / 2) * 0.2 ** 2, 9) }] })
    const waves = [1, 2].map((k) => expect.closeTo(4 * Math.sin((k * Math.PI) / 12) ** 2, 9))
    const { curvatures: [lowest] } = (await ask({ what: 'stability', positions: [start], count: 2 })) as { curvatures: Float64Array[] }
    expect([...(lowest ?? [])]).toEqual(waves)
  })

  test('a landscape is the energy over its plane', async () => {
    const axis = (k: number): Float64Array => Float64Array.from(start, (_, j) => (j === k ? 1 : 0))
    const answer = (await ask({ what: 'landscape', centre: start, u: axis(0), v: axis(1), x: [-1, 1], y: [0, 2], points: 9 })) as AnalysisAnswer<'landscape'>
    // Lifting the first mass alone by 1 stretches two springs of six to sqrt 2.
    expect(answer.values[8]).toBeCloseTo((5 / 2) * (2 * (Math.SQRT2 - 0.8) ** 2 + 4 * 0.2 ** 2), 9)
    expect(answer.y.at(-1)).toBe(2)
  })

  test('a file of nodes and springs is read; another file is refused', async () => {
    const file = (name: string, text: string): { readonly kind: 'path'; readonly path: string; readonly name: string } => {
      writeFileSync(join(folder, name), text)
      return { kind: 'path', path: join(folder, name), name }
    }
    const read = (source: ReturnType<typeof file>): Promise<unknown> => readStructure({ kind: 'read-structure', id: 1, source })
    await expect(read(file('two.csv', 'node,A,0,0,none\nnode,B,1,0\nspring,A,B'))).resolves.toMatchObject({ name: 'two', springs: [{ a: 0, b: 1 }] })
    await expect(read(file('recipe.txt', 'version 4'))).rejects.toMatchObject({ code: expect.stringMatching(/^structure-/) })
  })
})
