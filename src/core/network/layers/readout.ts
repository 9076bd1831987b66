/**
 * The last layer, which no recipe lists: linear, and as wide as the answer. After a list of numbers it is dense; after a curve or a map
 * on the answer's own grid it is a convolution of one point, the same everywhere, which keeps where things are.
 */
import { concat, reshape, split } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { conv1d } from './conv1d'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { batchOf, refuseShape, shapeInWords, volume } from './layer'
import type { Layer, Shape } from './layer'

/**
 * @param answer [n], a curve [n, 1] or a map [height, width, 1]
 * @param perNumber outputs for each number of the answer: first one for each of them, then the next for each
 * @returns a layer whose output is flat
 * @throws SharkfinError `network-shape`
 */
export function readout(answer: Shape, perNumber: number, name: string, input: Shape): Layer {
  const units = perNumber * volume(answer)
  if (input.length === 1 || answer.length === 1) return dense({ kind: 'dense', units, activation: 'linear' }, name, input)
  const isSameGrid = input.length === answer.length && input.slice(0, -1).every((length, axis) => length === answer[axis])
  if (!isSameGrid) {
    refuseShape(name, input, `the answer has ${shapeInWords(answer)}`, 'Bring the last layer to the size of the answer, or put a flatten layer at the end.')
  }
  return flattened(pointwise(perNumber, name, input), perNumber, units)
}

function pointwise(channels: number, name: string, input: Shape): Layer {
  const recipe = { channels, kernel: 1, stride: 1, dilation: 1, padding: 'valid', activation: 'linear' } as const
  return input.length === 3 ? conv2d({ kind: 'conv2d', ...recipe }, name, input) : conv1d({ kind: 'conv1d', ...recipe }, name, input)
}

/** Channel after channel, as losses take their outputs. */
function flattened(layer: Layer, channels: number, units: number): Layer {
  const points = units / channels
  const inTurn = (x: Tensor): Tensor => (channels === 1 ? x : concat(split(reshape(x, [batchOf(x), points, channels]), channels, 2), 1))
  return {
    ...layer,
    output: [units],
    apply: (x, pass) => reshape(inTurn(layer.apply(x, pass)), [batchOf(x), units]),
    evaluate: (x, rows, pass) => {
      const y = layer.evaluate(x, rows, pass)
      return channels === 1 ? y : y.map((_, index) => y[placeOf(index, points, channels)] ?? NaN)
    }
  }
}

/** Of a number that lies channel after channel, its place where channels are last. */
function placeOf(index: number, points: number, channels: number): number {
  const [row, within] = [Math.floor(index / (points * channels)), index % (points * channels)]
  return (row * points + (within % points)) * channels + Math.floor(within / points)
}
