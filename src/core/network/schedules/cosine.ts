/** Half a cosine without restarts: Loshchilov and Hutter, "SGDR", ICLR 2017, arXiv:1608.03983, equation 5. */

/**
 * @param final the last step's learning rate as a fraction of the first's; steps past the end keep it
 * @param step from 0
 * @param steps in the whole run
 */
export function cosine(learningRate: number, final: number, step: number, steps: number): number {
  const progress = steps > 1 ? Math.min(1, step / (steps - 1)) : 0
  return learningRate * (final + ((1 - final) * (1 + Math.cos(Math.PI * progress))) / 2)
}
