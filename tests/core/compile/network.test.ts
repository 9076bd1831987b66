import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { exportedGraph, predictionGraph, trainingGraph } from '../../../src/core/compile/network'
import { printGraph } from '../../../src/core/compile/print'
import type { Graph } from '../../../src/core/compile/graph'
import { modelOf } from '../../../src/core/network/model'
import { parameterCount } from '../../../src/core/network/parameters'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { denseNetwork } from '../network/dense-network'
import { expectGoldenText } from './golden'
import { convolutional } from '../../worker/engines/convolutional'

/** As the notebook has it, whatever the bundled recipe improves on it. */
const recipe = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([100], 'tanh'),
  training: {
    ...bundled.training,
    optimiser: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    scaling: { inputs: false, targets: false },
    batch: 32
  }
})
const scaled = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([20, 10], 'relu'),
  training: { ...bundled.training, scaling: { inputs: false, targets: true }, batch: 16 }
})

function expectGolden(name: string, graph: Graph): void {
  expectGoldenText(name, printGraph(graph))
}

describe('the graphs of a network', () => {
  it("the lesson's step has at most 35 nodes", () => {
    const graph = trainingGraph(modelOf(recipe), recipe.training)
    expect(graph.nodes.length).toBeLessThanOrEqual(35)
    expectGolden('lesson-step', graph)
  })

  it('a step with two relu layers and scaled targets', () => {
    expectGolden('scaled-relu-step', trainingGraph(modelOf(scaled), scaled.training))
  })

  it('a step with a convolution, batch normalisation, dropout and a predicted width', () => {
    expectGolden('convolutional-step', trainingGraph(modelOf(convolutional), convolutional.training))
  })

  it('prediction has a free batch', () => {
    expectGolden('scaled-relu-prediction', predictionGraph(modelOf(scaled)))
  })

  it('the exported graph holds named parameters and only the chosen input', () => {
    const model = modelOf(recipe)
    const ramp = Float32Array.from({ length: parameterCount(model) }, (_, index) => index)
    const names = { graph: 'duffing-curve', input: 'response', output: 'parameters', deviation: 'deviations' }
    expectGolden('lesson-export', exportedGraph(model, { parameters: ramp }, names))
  })
})
