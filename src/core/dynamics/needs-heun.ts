import { SharkfinError } from '../contract/errors'

/** The error of an integrator that has no place for random forces. */
export function needsHeun(kind: string): SharkfinError {
  return new SharkfinError({
    code: 'integrator-noise',
    message: `The integrator "${kind}" cannot solve equations with random forces.`,
    remedy: 'Choose the integrator "heun", or set the noise of every variable to 0.',
    place: { field: 'sweep.integrator.kind' }
  })
}
