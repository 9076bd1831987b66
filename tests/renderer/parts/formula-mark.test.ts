import { describe, expect, it } from 'vitest'
import { SharkfinError } from '../../../src/core/contract/errors'
import { parseFormula } from '../../../src/core/formula/parse'
import { markOf } from '../../../src/renderer/parts/formula-mark'

describe('the mark of an error', () => {
  it('stands under the word that begins at the column, or under one character', () => {
    expect(markOf('-gama*z', 2)).toEqual({ before: '-', word: 'gama', after: '*z' })
    expect(markOf('2*1.5e3z', 3)).toEqual({ before: '2*', word: '1.5e3', after: 'z' })
    expect(markOf('a*|z|', 3)).toEqual({ before: 'a*', word: '|', after: 'z|' })
    expect(markOf('a*𝛾', 3)).toEqual({ before: 'a*', word: '𝛾', after: '' })
  })

  it('stands in an empty formula, and after the last character', () => {
    expect(markOf('', 1)).toEqual({ before: '', word: ' ', after: '' })
    expect(markOf('a', 9)).toEqual({ before: 'a', word: ' ', after: '' })
  })

  it('stands where the parser points', () => {
    const marked = (source: string): string => {
      try {
        parseFormula(source)
      } catch (thrown) {
        if (thrown instanceof SharkfinError) return markOf(source, thrown.place?.column ?? 0).word
      }
      return 'nothing is wrong'
    }
    expect(marked('a + * b')).toBe('*')
    expect(marked('(a + b')).toBe('b')
    expect(marked('a mod b')).toBe('mod')
    expect(marked('x = 2')).toBe('=')
  })
})
