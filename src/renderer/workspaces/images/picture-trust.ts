/** How far a class that was read may be trusted. */
import type { SetReading } from '../../../core/contract/progress'
import { largest } from '../../training/confusion'

/** Held-out pictures that count as read as surely. */
const NEAR = 50

export interface Trust {
  /** How many of the held-out pictures that the network was about as sure of it read rightly. */
  readonly right: number
  readonly of: number
}

/** @param probability of the likeliest class */
export function trustOf(probability: number, { truth, predicted }: Pick<SetReading, 'truth' | 'predicted'>, classes: number): Trust {
  const read = Array.from({ length: Math.floor(truth.length / classes) }, (_, sample) => {
    const best = largest(predicted, sample * classes, classes)
    return { far: Math.abs((predicted[sample * classes + best] ?? NaN) - probability), isRight: best === largest(truth, sample * classes, classes) }
  })
  const near = read.sort((a, b) => a.far - b.far).slice(0, NEAR)
  return { right: near.filter(({ isRight }) => isRight).length, of: near.length }
}
