/** x <- x - eta grad E (A. Cauchy, C. R. Acad. Sci. 25 (1847) 536). Converges on a quadratic while eta < 2 / lambda_max. */
import type { Objective } from '../objective'
import { firstOrder, type Minimiser } from './minimiser'

export function gradientDescent(objective: Objective, start: ArrayLike<number>, eta: number): Minimiser {
  return firstOrder(objective, start, (x, slope) => {
    for (let k = 0; k < x.length; k++) x[k] = (x[k] as number) - eta * (slope[k] as number)
  })
}
