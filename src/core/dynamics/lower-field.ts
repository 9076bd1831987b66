/** One formula of a recipe, lowered to nodes. */
import { SharkfinError } from '../contract/errors'
import { input } from '../formula/build'
import type { Builder } from '../formula/build'
import { real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { lower } from '../formula/lower'
import { parseFormula } from '../formula/parse'

/** Takes an error of one field. Where it returns, the rest is looked at with something unknown in that field's place. */
export type Refuse = (error: SharkfinError) => void

export const refuseAtOnce: Refuse = (error) => {
  throw error
}

/**
 * @param field where in the recipe the formula stands: `system.variables.0.equation`
 * @param refuse is given an error whose code begins with `formula-`; place.field says in which formula, place.column where
 * @returns the formula's value; where it is refused, an unknown real number
 */
export function lowerField(builder: Builder, source: string, symbols: ReadonlyMap<string, Complex>, field: string, refuse: Refuse): Complex {
  try {
    return lower(builder, parseFormula(source), symbols)
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    const { code, message, remedy, place } = thrown
    refuse(new SharkfinError({ code, message, remedy, place: { ...place, field } }))
    return real(builder, input(builder, field))
  }
}

/** @param what begins the sentence */
export function notReal(what: string, field: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-not-real',
    message: `${what} must be real, but this formula is complex.`,
    remedy: 'Take the part that is meant with re(...) or im(...), or make the variable complex.',
    place: { column: 1, field }
  })
}
