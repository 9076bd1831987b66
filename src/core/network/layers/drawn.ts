/** A layer that does something with random numbers at each training step, one for each value it is given, and nothing in a reading. */
import { reshape } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { NOTHING, volume } from './layer'
import type { Layer, RandomLaw, Shape } from './layer'

interface Drawn {
  readonly kind: Layer['kind']
  readonly name: string
  readonly input: Shape
  /** What its random numbers are called behind its own name. */
  readonly what: string
  readonly law: RandomLaw
  /** What becomes of the values and their random numbers, as tensors of the same shape, and one by one. */
  readonly join: (x: Tensor, drawn: Tensor) => Tensor
  readonly joinNumbers: (x: number, drawn: number) => number
}

export function drawnLayer({ kind, name, input, what, law, join, joinNumbers }: Drawn): Layer {
  const drawn = `${name}.${what}`
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: input,
    randoms: [{ name: drawn, size: volume(input), law }],
    apply: (x, { training, value }) => (training ? join(x, reshape(value(drawn), x.shape)) : x),
    evaluate: (x, _rows, { training, value }) => {
      if (!training) return x
      const numbers = value(drawn)
      return x.map((number, index) => joinNumbers(number, numbers[index] ?? NaN))
    }
  }
}
