/**
 * Each channel with the mean and the variance of the batch taken out, then a gain and a bias: Ioffe and Szegedy, "Batch
 * normalization", ICML 2015, arXiv:1502.03167, algorithm 1. A reading uses running statistics instead, which each training
 * step moves towards the batch's mean and its unbiased variance (algorithm 2) by `momentum`.
 */
import { add, div, mul, sqrt, square, sub, sum } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { channelsOf, volume } from './layer'
import type { Layer, Shape } from './layer'

/** For `count` numbers of a channel, count / (count - 1); a single number says nothing of its variance. */
const unbiased = (count: number): number => (count > 1 ? count / (count - 1) : 1)

export function batchNorm({ kind, momentum, epsilon }: LayerOf<'batch-norm'>, name: string, input: Shape): Layer {
  const channels = channelsOf(input)
  const piece = (what: string, begin: number) => ({ name: `${name}.${what}`, shape: [channels], begin })
  const normalised = (centred: Tensor, variance: Tensor, gain: Tensor, bias: Tensor): Tensor =>
    add(mul(centred, div(gain, sqrt(add(variance, epsilon)))), bias)
  return {
    name,
    kind,
    input,
    output: input,
    parameters: [piece('gain', 1), piece('bias', 0)],
    statistics: [piece('mean', 0), piece('variance', 1)],
    randoms: [],
    apply: (x, { training, value, update }) => {
      const [gain, bias] = [value(`${name}.gain`), value(`${name}.bias`)]
      const [runningMean, runningVariance] = [value(`${name}.mean`), value(`${name}.variance`)]
      if (!training) return normalised(sub(x, runningMean), runningVariance, gain, bias)
      const axes = input.map((_, axis) => axis)
      const count = x.size / channels
      const mean = mul(sum(x, axes), 1 / count)
      const centred = sub(x, mean)
      const variance = mul(sum(square(centred), axes), 1 / count)
      const moved = (running: Tensor, now: Tensor, scale: number): Tensor => add(mul(running, 1 - momentum), mul(now, momentum * scale))
      update(`${name}.mean`, moved(runningMean, mean, 1))
      update(`${name}.variance`, moved(runningVariance, variance, unbiased(count)))
      return normalised(centred, variance, gain, bias)
    },
    evaluate: (x, rows, { training, value, update }) => {
      const [mean, variance] = [value(`${name}.mean`).slice(), value(`${name}.variance`).slice()]
      const count = (rows * volume(input)) / channels
      for (let c = 0; training && c < channels; c++) {
        const own = Array.from({ length: count }, (_, k) => x[k * channels + c] ?? NaN)
        const average = own.reduce((total, number) => total + number, 0) / count
        mean[c] = average
        variance[c] = own.reduce((total, number) => total + (number - average) ** 2, 0) / count
      }
      if (training) {
        const moved = (running: Float64Array, now: Float64Array, scale: number): Float64Array =>
          running.map((number, c) => (1 - momentum) * number + momentum * scale * (now[c] ?? NaN))
        update(`${name}.mean`, moved(value(`${name}.mean`), mean, 1))
        update(`${name}.variance`, moved(value(`${name}.variance`), variance, unbiased(count)))
      }
      const [gain, bias] = [value(`${name}.gain`), value(`${name}.bias`)]
      return x.map((number, index) => {
        const c = index % channels
        return ((number - (mean[c] ?? NaN)) / Math.sqrt((variance[c] ?? NaN) + epsilon)) * (gain[c] ?? NaN) + (bias[c] ?? NaN)
      })
    }
  }
}
