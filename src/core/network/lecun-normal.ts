/**
 * First weights: normal with variance 1 / fan-in, biases zero. LeCun, Bottou, Orr and Müller, "Efficient BackProp", in
 * Neural Networks: Tricks of the Trade (1998), section 4.6.
 */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek } from '../random/stream'
import type { NetworkModel } from './model'
import { parameterCount, parameterLayout } from './parameters'

/**
 * @param seed unsigned 32-bit integer; the layer's place in the network addresses its own stream
 * @returns the flat vector, laid out as `parameterLayout` says
 */
export function lecunNormal(model: NetworkModel, seed: number): Float32Array<ArrayBuffer> {
  const parameters = new Float32Array(parameterCount(model))
  const stream = createStream(seed, Purpose.initialisation)
  parameterLayout(model).forEach(({ shape, offset, size }, slot) => {
    const [fanIn, fanOut] = shape
    if (fanIn === undefined || fanOut === undefined) return
    seek(stream, 0, slot)
    const deviation = 1 / Math.sqrt(fanIn)
    for (let index = offset; index < offset + size; index++) parameters[index] = deviation * normal(stream)
  })
  return parameters
}
