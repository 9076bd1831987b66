/** Files that are shared: what is written is read back, and what is wrong says where. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lessonSettings } from '../../../src/renderer/workspaces/optimize/settings'
import { looksShared, readRecipeText, readShared, sharedText } from '../../../src/core/recipe/shared-file'
import { chain } from '../../../src/core/structures/builders/chain'

const folder = 'resources/recipes'
const text = readFileSync(`${folder}/duffing-curve.json`, 'utf8')
const optimization = { ...lessonSettings(), steps: 77, start: { random: true, spread: 0.3, seed: 5 } }

describe('a shared file', () => {
  it('of every bundled recipe is read back as it was written', () => {
    for (const name of readdirSync(folder)) {
      const recipe = readRecipeText(readFileSync(`${folder}/${name}`, 'utf8'), name)
      const written = sharedText({ kind: 'recipe', recipe })
      expect(looksShared(written)).toBe(true)
      expect(readShared(written, name)).toEqual({ kind: 'recipe', recipe })
    }
  })

  it('of Optimize holds steps, minimisers, start and seed; a structure alone, as it was saved at first, still opens', () => {
    expect(readShared(sharedText({ kind: 'optimization', optimization }), 'chain.json')).toEqual({ kind: 'optimization', optimization })
    const structure = chain(5)
    expect(readShared(JSON.stringify(structure, null, 1), 'old.json')).toEqual({ kind: 'structure', structure })
  })

  it('of an older version is brought up to this one', () => {
    expect(readShared(readFileSync('tests/core/recipe/version-1.json', 'utf8'), 'old.json')).toMatchObject({ kind: 'recipe', recipe: { version: 3 } })
  })

  const refusal = (content: string): unknown => {
    try {
      return readShared(content, 'mine.json')
    } catch (thrown) {
      return thrown
    }
  }
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

  it('that is no JSON says the line, the column, and what was expected', () => {
    const broken = text.replace('"training":', '"training"')
    expect(refusal(broken)).toMatchObject({ code: 'recipe-json', message: expect.stringContaining('expected a colon'), place: { file: 'mine.json', line: lineOf('"training":') } })
  })

  it('that is no recipe says the path, the line and the limit, and counts the rest', () => {
    const value = JSON.parse(text) as { training: Record<string, unknown> }
    value.training['batch'] = 0
    value.training['colour'] = 'red'
    const wrong = JSON.stringify(value, null, 2)
    const line = wrong.slice(0, wrong.indexOf('"batch": 0')).split('\n').length
    expect(refusal(wrong)).toMatchObject({ code: 'recipe-wrong', message: expect.stringMatching(/training\.batch must be at least 1; training has a field that is not known: colour/), place: { line, column: '    "batch": '.length + 1, field: 'training.batch' } })
    expect(refusal('{"a": 1}')).toMatchObject({ code: 'recipe-wrong', place: { line: 1, column: 1 } })
  })

  it('of a newer version is refused with a sentence', () => {
    expect(refusal(text.replace('"version": 3', '"version": 9'))).toMatchObject({ code: 'recipe-newer', message: expect.stringContaining('version 9') })
    expect(refusal('{"format": "sharkfin-optimize", "version": 2}')).toMatchObject({ code: 'recipe-newer' })
  })

  it('of Optimize with a number out of range says which', () => {
    const wrong = sharedText({ kind: 'optimization', optimization: { ...optimization, steps: 0 } })
    expect(refusal(wrong)).toMatchObject({ code: 'recipe-wrong', place: { field: 'steps' }, message: expect.stringContaining('steps must be at least 1') })
  })
})
