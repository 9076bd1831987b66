/**
 * A learning rate that rises linearly over the first steps: Goyal et al., "Accurate, large minibatch SGD", arXiv:1706.02677,
 * section 2.2.
 * @returns the factor of the schedule's learning rate; 1 from step `over` - 1 on
 */
export function warmUp(over: number, step: number): number {
  return over > 0 ? Math.min(1, (step + 1) / over) : 1
}
