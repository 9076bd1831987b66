/** The learning rate multiplied by a factor after every so many steps. */
export function stepwise(learningRate: number, factor: number, every: number, step: number): number {
  return learningRate * factor ** Math.floor(step / every)
}
