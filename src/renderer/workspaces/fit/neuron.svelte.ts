/** The single neuron that is set by hand, and its way down. */
import type { Neuron } from '../../../core/network/neuron'
import { fit } from './fit.svelte'

interface Single {
  neuron: Neuron
  rate: number
  /** Loss before every step, the latest last. */
  losses: readonly number[]
  descending: boolean
}

const BEGUN: Neuron = { weight: 1, bias: 0, activation: 'tanh' }

export const single: Single = $state({ neuron: BEGUN, rate: 0.1, losses: [], descending: false })

const MOST_STEPS = 20_000

export function setNeuron(change: Partial<Neuron>): void {
  single.neuron = { ...single.neuron, ...change }
  single.losses = []
}

export function backToStart(): void {
  Object.assign(single, { neuron: BEGUN, losses: [], descending: false })
}

/** @param x, y the samples; stops by itself where the loss is no number any more */
export function descend(x: ArrayLike<number>, y: ArrayLike<number>, steps: number): void {
  if (!fit.science || x.length === 0) return
  let neuron = $state.snapshot(single.neuron)
  const losses: number[] = []
  for (let k = 0; k < steps; k++) {
    const gradient = fit.science.neuronLoss(neuron, x, y)
    losses.push(gradient.loss)
    const next = fit.science.descended(neuron, gradient, single.rate)
    if (![next.weight, next.bias].every(Number.isFinite)) {
      single.descending = false
      break
    }
    neuron = next
  }
  single.neuron = neuron
  single.losses = [...single.losses, ...losses].slice(-MOST_STEPS)
}
