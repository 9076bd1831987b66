/** Frequencies of the normal modes, lowest first; a direction in which the structure falls away has a negative square. */
import type { AnalysisAnswer } from '../../../core/contract/structure'
import { rangeOf, type Chart } from '../../charts/model'

export function modesChart(modes: AnalysisAnswer<'modes'>['modes'], chosen: number): Chart {
  const isStable = modes.every(({ square }) => square >= 0)
  const value = (square: number): number => (isStable ? Math.sqrt(square) : square)
  const x = Float64Array.from(modes, (_, index) => index + 1)
  const y = Float64Array.from(modes, ({ square }) => value(square))
  const one = modes[chosen]
  return {
    title: isStable ? 'Frequencies' : 'Squares of frequencies',
    note: isStable ? 'of the lowest modes' : 'below 0 it falls away',
    x: { label: 'mode', unit: '', scale: 'linear', range: [0.5, modes.length + 0.5], isCount: true },
    y: { label: isStable ? 'angular frequency' : 'ω²', unit: '', scale: 'linear', range: rangeOf([y, [0]], 0.08) },
    equalScales: false,
    series: [
      { name: 'modes', kind: 'points', x, y, ink: 'd1', size: 3, opacity: 1 },
      ...(one ? [{ name: 'shown', kind: 'points' as const, x: [chosen + 1], y: [value(one.square)], ink: 'd2' as const, size: 5, opacity: 1 }] : [])
    ],
    labels: []
  }
}
