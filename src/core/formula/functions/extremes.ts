/** The smallest and the largest of several real numbers. */
import { SharkfinError } from '../../contract/errors'
import { maximum, minimum } from '../build'
import type { Builder } from '../build'
import { isReal, real } from '../complex'
import type { SeveralArguments } from './family'

export const extremes: Readonly<Record<string, SeveralArguments>> = {
  min: extreme('smallest', minimum),
  max: extreme('largest', maximum)
}

function extreme(word: string, pick: (builder: Builder, a: number, b: number) => number): SeveralArguments {
  return (builder, args, column) => {
    if (args.every((arg) => isReal(builder, arg))) {
      return real(builder, args.map(({ re }) => re).reduce((so, next) => pick(builder, so, next)))
    }
    throw new SharkfinError({
      code: 'formula-complex-order',
      message: `There is no ${word} of complex numbers.`,
      remedy: 'Compare their moduli abs(z), or their parts re(z) and im(z).',
      place: { column }
    })
  }
}
