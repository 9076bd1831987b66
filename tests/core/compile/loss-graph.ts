import { record } from '../../../src/core/compile/1-record/record'
import type { Graph } from '../../../src/core/compile/graph'
import type { NetworkModel } from '../../../src/core/network/model'
import { readingLayout } from '../../../src/core/network/reading'
import { vectorOf } from '../../../src/core/network/state'
import { lossAndGradient } from '../../../src/core/network/step'

/** Loss, gradient and, where there are some, the statistics after a step (`statisticsAfter`), for a batch of `rows`. */
export function lossGraph(model: NetworkModel, rows: number): Graph {
  const drawn = model.layers.flatMap((layer) => layer.randoms)
  const shapes = {
    ...Object.fromEntries(readingLayout(model).map(({ name, size }) => [name, [size]])),
    x: [rows, model.inputs],
    y: [rows, model.outputs],
    ...Object.fromEntries(drawn.map(({ name, size }) => [name, [rows, size]]))
  }
  return record<string, string>('loss', shapes, (t) => {
    const randoms = Object.fromEntries(drawn.map(({ name }) => [name, vectorOf(t, name)]))
    const { loss, gradient, statistics } = lossAndGradient(model, t, { x: vectorOf(t, 'x'), y: vectorOf(t, 'y'), randoms })
    return { loss, gradient, ...(statistics ? { statisticsAfter: statistics } : {}) }
  })
}
