/**
 * Half the squared error up to `delta`, from there on a straight line: Huber, "Robust estimation of a location parameter",
 * Ann. Math. Stat. 35 (1964) 73, equation 5. With q = min(|e|, delta) it is q (|e| - q/2) on both sides.
 */
import { abs, minimum, mul, sub } from '@tensorflow/tfjs-core'
import { batchMean, ruleOfErrors } from './rule'
import type { LossRule } from './rule'

/** @param delta in the network's own scale */
export function huber(delta: number): LossRule {
  return ruleOfErrors(
    (output, target) => {
      const error = abs(sub(output, target))
      const small = minimum(error, delta)
      return batchMean(mul(small, sub(error, mul(small, 0.5))))
    },
    (error) => (Math.abs(error) <= delta ? error ** 2 / 2 : delta * (Math.abs(error) - delta / 2))
  )
}
