/**
 * Version 1 had one complex variable z with one equation, uniform priors, RK4, and |z| observed. Version 2 has any number of
 * variables, kinds of priors, integrators, and a choice of what is observed.
 */
import { fieldsOf } from './fields'
import type { Migration } from './index'

export const severalVariables: Migration = (recipe) => {
  const { equation, initial, priors, ...system } = fieldsOf(recipe.system)
  return {
    ...recipe,
    system: {
      ...system,
      variables: [{ kind: 'complex', name: 'z', equation, initial, noise: '0' }],
      drives: [],
      priors: Array.isArray(priors) ? priors.map((prior: unknown) => ({ kind: 'uniform', ...fieldsOf(prior) })) : priors
    },
    sweep: { ...fieldsOf(recipe.sweep), integrator: { kind: 'rk4' } },
    observation: { variable: 'z', ...fieldsOf(recipe.observation) }
  }
}
