/**
 * A structure as data: masses at nodes of a plane, springs between them, and what energy each of them has as typed mathematics.
 * One JSON object, so that it can be saved, opened and shared.
 */
import { z } from '../contract/zod'
import { symbol } from './pieces'

/** Enough for 20,000 masses with their springs; a file that claims more is not a structure that anyone looks at. */
export const NODE_LIMIT = 20_000
export const SPRING_LIMIT = 60_000

const finite = z.number().finite()

export const nodeSchema = z.strictObject({
  x: finite,
  y: finite,
  /** Which of the two coordinates may move. */
  free: z.enum(['none', 'x', 'y', 'both']),
  /** Counts in dynamics and modes, and in the formula of a mass's energy as `mass`. */
  mass: finite.positive()
})

export const springSchema = z.strictObject({
  /** Indices of the nodes that it joins. */
  a: z.number().int().min(0),
  b: z.number().int().min(0),
  /** Its own values of constants, where they are not those of all. */
  constants: z.record(symbol, finite).optional()
})

/** Symbols that stand for a spring's length, a mass and its place. */
export const STRUCTURE_SYMBOLS = ['length', 'x', 'y', 'mass'] as const

export const structureSchema = z
  .strictObject({
    version: z.literal(1),
    kind: z.literal('structure'),
    name: z.string().min(1).max(80),
    title: z.string().max(200),
    nodes: z.array(nodeSchema).min(1).max(NODE_LIMIT),
    springs: z.array(springSchema).max(SPRING_LIMIT),
    constants: z.record(symbol, finite),
    /** Energy of a spring by its `length` and constants. */
    springEnergy: z.string().min(1).max(2000),
    /** Energy of a mass by its `x`, `y`, `mass` and constants. */
    massEnergy: z.string().min(1).max(2000)
  })
  .superRefine(({ nodes, springs }, context) => {
    springs.forEach(({ a, b }, index) => {
      if (a < nodes.length && b < nodes.length && a !== b) return
      const message = a === b ? `a spring joins two nodes, not node ${a} with itself` : `there are only ${nodes.length} nodes`
      context.addIssue({ code: 'custom', path: ['springs', index], message })
    })
  })

export type Structure = z.infer<typeof structureSchema>
export type StructureNode = z.infer<typeof nodeSchema>
export type Spring = z.infer<typeof springSchema>
export type Freedom = StructureNode['free']
