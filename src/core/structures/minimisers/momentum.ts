/** The heavy ball: v <- beta v - eta grad E, x <- x + v (B. T. Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1). */
import type { Objective } from '../objective'
import { firstOrder, type Minimiser } from './minimiser'

export function momentum(objective: Objective, start: ArrayLike<number>, eta: number, beta: number): Minimiser {
  const v = new Float64Array(objective.size)
  return firstOrder(objective, start, (x, slope) => {
    for (let k = 0; k < x.length; k++) {
      v[k] = beta * (v[k] as number) - eta * (slope[k] as number)
      x[k] = (x[k] as number) + (v[k] as number)
    }
  })
}
