/** All passes, in order, until none finds anything more. Each keeps the values of the outputs. */
import type { Graph } from '../graph'
import { printGraph } from '../print'
import { spreadLate } from './broadcasts'
import { shareCommonSubexpressions } from './common-subexpressions'
import { foldConstants } from './constants'
import { fuseConvBias } from './conv-bias'
import { removeDeadCode } from './dead-code'
import { fuseGemmBias } from './gemm-bias'
import { absorbTransposes } from './gemm-transposes'
import { renumber } from './renumber'
import { cancelReshapes } from './reshapes'
import { mergeScalings } from './scalings'
import { cancelTransposes, sinkTransposes } from './transposes'
import { shrinkUniformConstants } from './uniform-constants'

export const passes = {
  cancelReshapes,
  sinkTransposes,
  cancelTransposes,
  absorbTransposes,
  spreadLate,
  foldConstants,
  shrinkUniformConstants,
  mergeScalings,
  shareCommonSubexpressions,
  fuseGemmBias,
  fuseConvBias,
  removeDeadCode
} as const

const MOST_ROUNDS = 20

export function simplify(graph: Graph): Graph {
  let simple = renumber(removeDeadCode(graph))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = printGraph(simple)
    simple = renumber(Object.values(passes).reduce((current, pass) => pass(current), simple))
    if (printGraph(simple) === before) break
  }
  return simple
}
