import { describe, expect, it } from 'vitest'
import { jsonMistake, placeInJson } from '../../../src/core/recipe/json-place'

describe('the first mistake of a JSON text', () => {
  it('is none where JSON.parse finds none', () => {
    for (const text of ['{}', '[1, -2.5e+3, "a\\n\\u00e9\\"", true, null]', '  {"a": {"b": [[], {}]}}\r\n', '"x"', '0']) {
      expect(() => { JSON.parse(text) }).not.toThrow()
      expect(jsonMistake(text)).toBe(null)
    }
  })

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or }'],
    ['{"a": 1,}', 1, 9, 'a name in quotes'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['[1, 2', 1, 6, 'a comma or ]'],
    ['{"a": x}', 1, 7, 'a value'],
    ['{"a": 01}', 1, 8, 'a comma or }'],
    ['{"a": "b\n"}', 1, 9, 'a quote at the end of the text'],
    ['{"a": "\\q"}', 1, 8, 'an escaped character'],
    ['{} {}', 1, 4, 'nothing more'],
    ['', 1, 1, 'a value'],
    ['['.repeat(100_000), 1, 202, 'at most 200 levels']
  ])('of %j stands in line %d, column %d', (text, line, column, expected) => {
    expect(() => { JSON.parse(text) }).toThrow()
    expect(jsonMistake(text)).toEqual({ line, column, expected })
  })
})

describe('the place of a value', () => {
  const text = '{\n  "name": "a\\"b",\n  "list": [10, {"x": 1}, [2, 3]],\n  "last": null\n}'

  it('is where it begins', () => {
    expect(placeInJson(text, [])).toEqual({ line: 1, column: 1 })
    expect(placeInJson(text, ['name'])).toEqual({ line: 2, column: 11 })
    expect(placeInJson(text, ['list', 1, 'x'])).toEqual({ line: 3, column: 22 })
    expect(placeInJson(text, ['list', 2, 1])).toEqual({ line: 3, column: 30 })
    expect(placeInJson(text, ['last'])).toEqual({ line: 4, column: 11 })
  })

  it('is that of the innermost value around it where it is missing', () => {
    expect(placeInJson(text, ['list', 1, 'y'])).toEqual({ line: 3, column: 16 })
  })
})
