/** A recipe's training step as a fused kernel, in the form that is fastest on this machine. */
import type { Tile } from '../../core/compile/3-emit/wasm/emission'
import type { FusedInstance } from '../../core/compile/3-emit/wasm/instance'
import { TILE, WIDE_TILE, emitFusedKernel } from '../../core/compile/3-emit/wasm/module'
import type { FusedKernel } from '../../core/compile/3-emit/wasm/module'
import { trainingGraph } from '../../core/compile/network'
import { hasRelaxedSimd } from '../../core/dynamics/kernel/relaxed-simd'
import { modelOf } from '../../core/network/model'
import type { Vectors } from '../../core/network/state'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import { fastestOf } from './wasm-trial'
import { MAY_JOIN_VECTORS, instantiateOptimised } from './wide-vectors'

/** Batches are copied in so many bytes at a time that they are still in the second-level cache when they are read. */
const COPIED_BYTES = 262_144

/**
 * The faster of a kernel for single vectors and one for joined ones, whose bits are the same.
 * @param start a state to try them from; theirs are left to be set
 * @param separable whether its kernels can be run one by one
 */
export function trainingKernel(recipe: Recipe, start: Vectors<Float32Array>, separable = false): FusedInstance {
  const model = modelOf(recipe)
  const layout = stepLayout(model, recipe.training)
  const drawn = layout.randoms.reduce((sum, { shape: [, size] }) => sum + size, 0)
  const bytes = Float32Array.BYTES_PER_ELEMENT * recipe.training.batch * (model.inputs + model.outputs + drawn)
  const options = {
    states: layout.states.length,
    capacity: Math.max(1, Math.floor(COPIED_BYTES / bytes)),
    relaxed: hasRelaxedSimd(),
    separable
  }
  const graph = trainingGraph(model, recipe.training)
  const kernel = (tile: Tile): FusedKernel => emitFusedKernel(graph, { ...options, tile })
  const single = instantiateOptimised(kernel(TILE), false)
  return MAY_JOIN_VECTORS ? fastestOf([single, instantiateOptimised(kernel(WIDE_TILE), true)], start) : single
}
