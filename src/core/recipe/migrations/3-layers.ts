/**
 * Version 2 had hidden dense layers of one activation, and scaled targets by their priors. Version 3 has a list of layers, names
 * the initialiser and the loss, and scales inputs or targets by statistics of simulations; warm-up, clipping, averaging and
 * early stopping are new, and off.
 */
import { fieldsOf } from './fields'
import type { Migration } from './index'

const NEW_IN_TRAINING = { warmUp: 0, clip: null, averaging: null, earlyStopping: null }

export const layers: Migration = (recipe) => {
  const { hidden, activation, ...network } = fieldsOf(recipe.network)
  const { scaleTargets, ...training } = fieldsOf(recipe.training)
  const dense = (units: unknown): unknown => ({ kind: 'dense', units, activation })
  return {
    ...recipe,
    network: { ...network, layers: Array.isArray(hidden) ? hidden.map(dense) : hidden, initialiser: 'lecun-normal' },
    training: { loss: { kind: 'squared' }, ...NEW_IN_TRAINING, scaling: { inputs: false, targets: scaleTargets }, ...training }
  }
}
