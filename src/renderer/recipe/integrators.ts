/** The ways to solve the equations, in words, and what a choice begins with. */
import type { IntegratorRecipe } from '../../core/recipe/integrator'

export const INTEGRATORS: Readonly<Record<IntegratorRecipe['kind'], { readonly name: string; readonly meaning: string }>> = {
  rk4: { name: 'Runge–Kutta 4', meaning: 'one step of order 4 from point to point: the fastest, where the points lie close enough' },
  heun: { name: 'Heun', meaning: 'one step from point to point, with random forces' },
  'dormand-prince': { name: 'Dormand–Prince', meaning: 'order 5(4), as many steps as the error allowed wants' },
  rosenbrock: { name: 'Rosenbrock', meaning: 'RODAS, for the stiff, where one rate is much faster than the others: as many steps as the error allowed wants' },
  'steady-state': { name: 'steady state', meaning: 'no integration: the branch that a slow sweep follows, of the Duffing oscillator in the rotating frame' }
}

export type Tolerances = { readonly relative: number; readonly absolute: number }

/** Errors allowed stay what they were. */
export function newIntegrator(kind: IntegratorRecipe['kind'], before: IntegratorRecipe): IntegratorRecipe {
  const { relative, absolute }: Tolerances = 'relative' in before ? before : { relative: 1e-6, absolute: 1e-9 }
  return kind === 'dormand-prince' || kind === 'rosenbrock' ? { kind, relative, absolute } : { kind }
}
