/** Along what a simulated sweep is drawn. */
import type { SampleSweeps } from '../../core/contract/answers'

export interface Abscissa {
  readonly x: Float32Array
  readonly label: string
}

/** The drive frequency where it goes one way, else the time: a sweep may turn round, or stay where it is. */
export function abscissa({ time, omega }: Pick<SampleSweeps, 'time' | 'omega'>): Abscissa {
  const way = Math.sign((omega[omega.length - 1] ?? 0) - (omega[0] ?? 0))
  const goesOneWay = way !== 0 && omega.every((value, k) => way * (value - (omega[k - 1] ?? value)) >= 0)
  return goesOneWay ? { x: omega, label: 'drive frequency omega' } : { x: time, label: 'time t' }
}
