/** Every minimiser by name. A new one is a new file and one line here. */
import type { Objective } from '../objective'
import { adam } from './adam'
import { gradientDescent } from './gradient-descent'
import { lBfgs } from './l-bfgs'
import type { Minimiser } from './minimiser'
import { momentum } from './momentum'

export const METHODS = ['gradient-descent', 'momentum', 'adam', 'l-bfgs'] as const
export type Method = (typeof METHODS)[number]

export interface MethodSettings {
  /** Step size; L-BFGS finds its own. */
  readonly eta: number
  /** Of the last step's velocity, how much is kept; momentum alone. */
  readonly beta: number
}

const make: Readonly<Record<Method, (objective: Objective, start: ArrayLike<number>, settings: MethodSettings) => Minimiser>> = {
  'gradient-descent': (objective, start, { eta }) => gradientDescent(objective, start, eta),
  momentum: (objective, start, { eta, beta }) => momentum(objective, start, eta, beta),
  adam: (objective, start, { eta }) => adam(objective, start, eta),
  'l-bfgs': (objective, start) => lBfgs(objective, start)
}

export function createMinimiser(method: Method, objective: Objective, start: ArrayLike<number>, settings: MethodSettings): Minimiser {
  return make[method](objective, start, settings)
}
