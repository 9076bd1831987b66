/**
 * The learning rate falls by the same factor at each step.
 * @param final the last step's learning rate as a fraction of the first's; steps past the end keep it
 */
export function exponential(learningRate: number, final: number, step: number, steps: number): number {
  const progress = steps > 1 ? Math.min(1, step / (steps - 1)) : 0
  return learningRate * final ** progress
}
