/** What simulated samples are drawn for. Each kind has streams of its own, so that held-out samples are never trained on. */
import { Purpose } from './purpose'
import { createStream } from './stream'
import type { Stream } from './stream'

export const DRAW_KINDS = ['training', 'validation', 'sample', 'scaling', 'test'] as const
export type DrawKind = (typeof DRAW_KINDS)[number]

/** Which samples to make: `count` of them from sample `first` of batch `batch` on. */
export interface SampleRange {
  readonly kind: DrawKind
  readonly batch: number
  readonly first: number
  readonly count: number
}

/** What a number of a sample is for: a parameter of it, noise on it, or random forces in it. */
export type DrawUse = 'prior' | 'noise' | 'process'

const PURPOSES: Readonly<Record<DrawKind, Readonly<Record<DrawUse, Purpose>>>> = {
  training: { prior: Purpose.prior, noise: Purpose.noise, process: Purpose.process },
  validation: { prior: Purpose.validationPrior, noise: Purpose.validationNoise, process: Purpose.validationProcess },
  sample: { prior: Purpose.samplePrior, noise: Purpose.sampleNoise, process: Purpose.sampleProcess },
  scaling: { prior: Purpose.scalingPrior, noise: Purpose.scalingNoise, process: Purpose.scalingProcess },
  test: { prior: Purpose.testPrior, noise: Purpose.testNoise, process: Purpose.testProcess }
}

export function drawPurpose(kind: DrawKind, use: DrawUse): Purpose {
  return PURPOSES[kind][use]
}

/** One stream for each kind of draw, made once. */
export function drawStreams(seed: number, use: DrawUse): Readonly<Record<DrawKind, Stream>> {
  const make = (kind: DrawKind): Stream => createStream(seed, drawPurpose(kind, use))
  return { training: make('training'), validation: make('validation'), sample: make('sample'), scaling: make('scaling'), test: make('test') }
}
