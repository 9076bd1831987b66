/** The learning rate stays what it is. */
export function constant(learningRate: number): number {
  return learningRate
}
