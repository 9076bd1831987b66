import { describe, expect, test } from 'vitest'
import type { SharkfinError } from '../../../src/core/contract/errors'
import { structureSchema } from '../../../src/core/recipe/structure'
import { BUILDERS } from '../../../src/core/structures/builders'
import { addMass, cutSpring, removeNode, setFreedom, setSpringConstant } from '../../../src/core/structures/edit'
import { isStructureCsv, readStructureCsv } from '../../../src/core/structures/read-csv'
import { structureCsv } from '../../../src/core/structures/write-csv'

const read = (text: string): ReturnType<typeof readStructureCsv> => readStructureCsv(text, 'mine.csv')

function refusal(text: string): SharkfinError {
  try {
    read(text)
  } catch (thrown) {
    return thrown as SharkfinError
  }
  throw new Error('it was read')
}

describe('files of nodes and springs', () => {
  test('names, freedom, masses, constants of one spring and of all, energies', () => {
    const structure = read(
      '# a hanger\nkind,name,x,y,free,mass\nnode,A,0,0,none\nnode,B,1,-0.5,y,2\nnode,C,2,0,x\nspring,A,B,K=20,l=1\nspring,B,C\nconstant,K,7\nenergy,spring,"K*max(length - l, 0)^2"\n'
    )
    expect(structureSchema.parse(structure)).toEqual(structure)
    expect(structure.nodes[1]).toEqual({ x: 1, y: -0.5, free: 'y', mass: 2 })
    expect(structure.nodes[2]?.mass).toBe(1)
    expect(structure.springs).toEqual([{ a: 0, b: 1, constants: { K: 20, l: 1 } }, { a: 1, b: 2 }])
    expect(structure.constants).toMatchObject({ K: 7, l: 0.8 })
    expect(structure.springEnergy).toBe('K*max(length - l, 0)^2')
    expect(structure.name).toBe('mine')
  })

  test('semicolons with decimal commas, and blanks', () => {
    const german = read('node;A;0,5;0;none\nnode;B;1,5;-0,25\nspring;A;B;K=2,5')
    expect(german.nodes[0]?.x).toBe(0.5)
    expect(german.springs[0]?.constants).toEqual({ K: 2.5 })
    expect(read('node A 0 0 none\nnode B 1 0\nspring A B').nodes).toHaveLength(2)
  })

  test.each(BUILDERS)('a $name comes back as it was written', ({ build, smallest }) => {
    const { nodes, springs, constants, springEnergy, massEnergy } = build(Math.max(4, smallest))
    expect(read(structureCsv(build(Math.max(4, smallest))))).toMatchObject({ nodes, springs, constants, springEnergy, massEnergy })
  })

  test.each([
    ['node,A,0,0\nnode,B,1,zero', 'structure-number', 2, 4],
    ['node,A,0,0\nspring,A,B', 'structure-unknown-node', 2, 3],
    ['node,A,0,0\nnode,A,1,0', 'structure-node', 2, 2],
    ['node,A,0,0,sometimes', 'structure-freedom', 1, 5],
    ['node,A,0,0\nnode,B,1,0\nspring,A,B,K', 'structure-constant', 3, 4],
    ['node,A,0,0\nnode,B,1,0,both,-2', 'structure-mass', 2, 6],
    ['node,A,0,0\nrod,A,B', 'structure-row', 2, 1]
  ])('%j is refused where it is wrong', (text, code, line, column) => {
    const error = refusal(text)
    expect(error.code).toBe(code)
    expect(error.place).toEqual({ file: 'mine.csv', line, column })
    expect(error.remedy.length).toBeGreaterThan(10)
  })

  test('a measured sweep is no structure', () => {
    expect(isStructureCsv('# f, X, Y\n1,2,3\n')).toBe(false)
    expect(isStructureCsv('# bridge\n\nnode,A,0,0\n')).toBe(true)
  })
})

describe('changes of a structure', () => {
  const structure = read('node,A,0,0,none\nnode,B,1,0\nnode,C,2,0\nspring,A,B\nspring,B,C')
  test('each leaves the others as they are', () => {
    expect(setFreedom(structure, 1, 'none').nodes[1]?.free).toBe('none')
    expect(cutSpring(structure, 0).springs).toEqual([{ a: 1, b: 2 }])
    const stiff = setSpringConstant(structure, 1, 'K', 50)
    expect(stiff.springs[1]?.constants).toEqual({ K: 50 })
    expect(setSpringConstant(stiff, 1, 'K', undefined).springs).toEqual(structure.springs)
    expect(addMass(structure, 3, 1, [2]).springs.at(-1)).toEqual({ a: 2, b: 3 })
    const without = removeNode(structure, 0)
    expect(without.springs).toEqual([{ a: 0, b: 1 }])
    expect(structureSchema.safeParse(without).success).toBe(true)
    expect(structure.nodes[1]?.free).toBe('both')
  })
})
