import type { Activation } from '../../recipe/layers'
import type { ActivationRule } from './activation'
import { gelu } from './gelu'
import { leakyRelu } from './leaky-relu'
import { linear } from './linear'
import { relu } from './relu'
import { sigmoid } from './sigmoid'
import { silu } from './silu'
import { softplus } from './softplus'
import { tanh } from './tanh'

export const activations: Readonly<Record<Activation, ActivationRule>> = {
  linear,
  tanh,
  relu,
  'leaky-relu': leakyRelu,
  gelu,
  silu,
  softplus,
  sigmoid
}
