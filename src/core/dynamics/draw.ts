/** Random streams of each kind of sweep, and parameters drawn from their priors: sample k of batch b depends on the stream, b and k alone. */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek, uniformSingle } from '../random/stream'
import type { Stream } from '../random/stream'
import type { DrawnPrior } from '../recipe/priors'

/** What the sweeps are for. Each kind draws from streams of its own, so that held-out sweeps are never trained on. */
export type DrawKind = 'training' | 'validation' | 'sample'

/** Which samples to make: `count` of them from sample `first` of batch `batch` on. */
export interface SampleRange {
  readonly kind: DrawKind
  readonly batch: number
  readonly first: number
  readonly count: number
}

type Use = 'prior' | 'noise' | 'process'

const PURPOSES: Readonly<Record<DrawKind, Readonly<Record<Use, Purpose>>>> = {
  training: { prior: Purpose.prior, noise: Purpose.noise, process: Purpose.process },
  validation: { prior: Purpose.validationPrior, noise: Purpose.validationNoise, process: Purpose.validationProcess },
  sample: { prior: Purpose.samplePrior, noise: Purpose.sampleNoise, process: Purpose.sampleProcess }
}

/** One stream for each kind of draw, made once. */
export function streams(seed: number, use: Use): Readonly<Record<DrawKind, Stream>> {
  const make = (kind: DrawKind): Stream => createStream(seed, PURPOSES[kind][use])
  return { training: make('training'), validation: make('validation'), sample: make('sample') }
}

export type Fill = (range: SampleRange, out: Float32Array) => void

/** @returns a function that fills y [count, priors] */
export function createDraw(priors: readonly DrawnPrior[], streams: Readonly<Record<DrawKind, Stream>>): Fill {
  const draws = priors.map(drawOf)
  return ({ kind, batch, first, count }, y) => {
    const stream = streams[kind]
    let next = 0
    for (let sample = first; sample < first + count; sample++) {
      seek(stream, batch, sample)
      for (const draw of draws) y[next++] = draw(stream)
    }
  }
}

function drawOf(prior: DrawnPrior): (stream: Stream) => number {
  switch (prior.kind) {
    case 'uniform': {
      const { low, high } = prior
      return (stream) => low + (high - low) * uniformSingle(stream)
    }
    case 'log-uniform': {
      const { low, high } = prior
      return (stream) => low * (high / low) ** uniformSingle(stream)
    }
    case 'normal': {
      const { mean, deviation } = prior
      return (stream) => mean + deviation * normal(stream)
    }
  }
}
