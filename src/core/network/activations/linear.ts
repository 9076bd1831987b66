/** No activation. */
import type { ActivationRule } from './activation'

export const linear: ActivationRule = { apply: (x) => x, evaluate: (x) => x, slope: () => 1 }
