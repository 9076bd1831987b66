/** Adam (D. P. Kingma and J. Ba, arXiv:1412.6980, algorithm 1): each coordinate has a step of about eta, whatever its slope. */
import type { Objective } from '../objective'
import { firstOrder, type Minimiser } from './minimiser'

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

export function adam(objective: Objective, start: ArrayLike<number>, eta: number): Minimiser {
  const [m, v] = [new Float64Array(objective.size), new Float64Array(objective.size)]
  return firstOrder(objective, start, (x, slope, step) => {
    const [bias1, bias2] = [1 - BETA1 ** step, 1 - BETA2 ** step]
    for (let k = 0; k < x.length; k++) {
      const g = slope[k] as number
      const first = BETA1 * (m[k] as number) + (1 - BETA1) * g
      const second = BETA2 * (v[k] as number) + (1 - BETA2) * g * g
      m[k] = first
      v[k] = second
      x[k] = (x[k] as number) - (eta * (first / bias1)) / (Math.sqrt(second / bias2) + EPSILON)
    }
  })
}
