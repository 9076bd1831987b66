/** A single neuron of one input, y = activation(w q + b): its mean squared error on samples, and that error's gradient by hand. */
import type { Activation } from '../recipe/layers'
import { activations } from './activations'

export interface Neuron {
  readonly weight: number
  readonly bias: number
  readonly activation: Activation
}

export interface NeuronLoss {
  readonly loss: number
  /** Derivatives of the loss with respect to weight and bias. */
  readonly weight: number
  readonly bias: number
}

/** @param x, y samples of input and target, of one length */
export function neuronLoss({ weight, bias, activation }: Neuron, x: ArrayLike<number>, y: ArrayLike<number>): NeuronLoss {
  const { evaluate, slope } = activations[activation]
  const sum = { loss: 0, weight: 0, bias: 0 }
  for (let k = 0; k < x.length; k++) {
    const input = x[k] ?? NaN
    const line = weight * input + bias
    const error = evaluate(line) - (y[k] ?? NaN)
    const pull = 2 * error * slope(line)
    sum.loss += error ** 2
    sum.weight += pull * input
    sum.bias += pull
  }
  const share = 1 / Math.max(1, x.length)
  return { loss: sum.loss * share, weight: sum.weight * share, bias: sum.bias * share }
}

/** One step of gradient descent on weight and bias. */
export function descended(neuron: Neuron, gradient: Pick<NeuronLoss, 'weight' | 'bias'>, rate: number): Neuron {
  return { ...neuron, weight: neuron.weight - rate * gradient.weight, bias: neuron.bias - rate * gradient.bias }
}
