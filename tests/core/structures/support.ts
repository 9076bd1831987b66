/** Structures and functions that the tests of this folder share. */
import { chain } from '../../../src/core/structures/builders/chain'
import type { Structure } from '../../../src/core/recipe/structure'
import type { Objective } from '../../../src/core/structures/objective'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'

export function chainWith(masses: number, constants: Partial<Record<'K' | 'l' | 'mg', number>>): Structure {
  const built = chain(masses)
  return { ...built, constants: { ...built.constants, ...constants } }
}

/** Normal numbers about a place. */
export function scattered(centre: Float64Array, spread: number, seed: number): Float64Array {
  const stream = createStream(seed, Purpose.startingPlace)
  return centre.map((value) => value + spread * normal(stream))
}

/** sum lambda_k x_k^2 / 2 */
export function quadratic(lambdas: readonly number[]): Objective {
  return {
    size: lambdas.length,
    gradient: (x, slope) => {
      let value = 0
      lambdas.forEach((lambda, k) => {
        slope[k] = lambda * (x[k] ?? NaN)
        value += (lambda * (x[k] ?? NaN) ** 2) / 2
      })
      return value
    }
  }
}

/** H. H. Rosenbrock, Comput. J. 3 (1960) 175; minimum 0 at (1, 1). */
export const rosenbrock: Objective = {
  size: 2,
  gradient: (p, slope) => {
    const [x, y] = [p[0] ?? NaN, p[1] ?? NaN]
    slope[0] = -400 * x * (y - x * x) - 2 * (1 - x)
    slope[1] = 200 * (y - x * x)
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2
  }
}
