/** One formula of a recipe, lowered to nodes. */
import { SharkfinError } from '../contract/errors'
import type { Builder } from '../formula/build'
import type { Complex } from '../formula/complex'
import { lower } from '../formula/lower'
import { parseFormula } from '../formula/parse'

/**
 * @param field where in the recipe the formula stands: `system.variables.0.equation`
 * @throws SharkfinError whose code begins with `formula-`; place.field says in which formula, place.column where
 */
export function lowerField(builder: Builder, source: string, symbols: ReadonlyMap<string, Complex>, field: string): Complex {
  try {
    return lower(builder, parseFormula(source), symbols)
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    const { code, message, remedy, place } = thrown
    throw new SharkfinError({ code, message, remedy, place: { ...place, field } })
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
