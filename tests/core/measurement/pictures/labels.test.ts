import { describe, expect, test } from 'vitest'
import { errorData } from '../../../../src/core/contract/errors'
import { readLabels } from '../../../../src/core/measurement/pictures/labels'

const files = ['a.png', 'b.png', 'sub/c.png']

describe('a file of labels', () => {
  test('has numbers with units and words, by the names of its pictures, in their order', () => {
    const { files: named, columns, skipped } = readLabels('file,width (mm),kind\nb.png,2.5,wire\na.png,1.5,drop\nsub\\c.png,nan,\n', 'labels.csv', files)
    expect(named).toEqual(files)
    expect(columns).toMatchObject([{ heading: 'width', unit: 'mm', words: null }, { heading: 'kind', words: ['drop', 'wire', ''] }])
    expect(Array.from(columns[0]?.numbers ?? [])).toEqual([1.5, 2.5, NaN])
    expect(skipped).toEqual([])
  })

  test('needs no heading, and may have semicolons, decimal commas and quotes', () => {
    const { columns } = readLabels('a.png;1,5;"x; y"\nb.png;2,25;z', 'labels.csv', files)
    expect(columns.map(({ heading }) => heading)).toEqual(['column 2', 'column 3'])
    expect(Array.from(columns[0]?.numbers ?? [])).toEqual([1.5, 2.25])
    expect(columns[1]?.words).toEqual(['x; y', 'z'])
  })

  test('names each heading once, and says by line what it cannot use', () => {
    const { columns, skipped } = readLabels('file,x,x\na.png,1,2\nz.png,3,4\na.png,5,6\n', 'labels.csv', files)
    expect(columns.map(({ heading }) => heading)).toEqual(['x', 'column 3'])
    expect(skipped).toEqual([
      { file: 'z.png', why: 'line 3 of labels.csv: there is no such picture' },
      { file: 'a.png', why: 'line 4 of labels.csv: an earlier line names it already' },
      { file: 'b.png', why: 'no line of labels.csv names it' },
      { file: 'sub/c.png', why: 'no line of labels.csv names it' }
    ])
  })

  test('without a second column is refused', () => {
    const refused = (): unknown => readLabels('a.png\nb.png\n', 'labels.csv', files)
    expect(refused).toThrow()
    try {
      refused()
    } catch (thrown) {
      expect(errorData(thrown)).toMatchObject({ code: 'labels-none', place: { file: 'labels.csv' } })
    }
  })
})
