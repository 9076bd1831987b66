/** Parameters drawn from their priors: sample k of batch b depends on the stream, b and k alone. */
import { normal, seek, uniformSingle } from '../random/stream'
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
