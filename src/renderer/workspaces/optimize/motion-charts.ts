/** Energies of the structure in motion, and how far their sum has drifted. */
import { formatNumber } from '../../../core/numbers/format'
import { rangeOf, type Chart, type Label, type Series } from '../../charts/model'
import type { Motion } from './motion'

export function energiesChart({ time, potential, kinetic }: Motion): Chart {
  const total = potential.map((value, k) => value + (kinetic[k] ?? NaN))
  const series: Series[] = [
    { name: 'kinetic', kind: 'line', x: time, y: kinetic, ink: 'd2', size: 1.3, opacity: 1 },
    { name: 'potential', kind: 'line', x: time, y: potential, ink: 'd1', size: 1.3, opacity: 1 },
    { name: 'total', kind: 'line', x: time, y: total, ink: 'd7', size: 1.6, opacity: 1 }
  ]
  const last = time.length - 1
  const labels = series.map(({ name, y, ink }): Label => ({ text: name, x: time[last] ?? 0, y: y[last] ?? NaN, ink, anchor: 'end', lift: 6 }))
  return {
    title: 'Energies',
    note: '',
    x: { label: 'time', unit: '', scale: 'linear', range: [0, Math.max(1, time[last] ?? 1)] },
    y: { label: 'energy', unit: '', scale: 'linear', range: rangeOf([kinetic, potential, total], 0.08) },
    equalScales: false,
    series,
    labels
  }
}

/** Without friction only the integrator changes the total energy; with it the loss is what friction took. */
export function driftChart({ time, potential, kinetic, friction, dt, first, since }: Motion): Chart {
  // What hands do to the structure is no drift: the curve begins when it was last left to itself.
  const own = time.flatMap((at, k) => (since === 0 || at > since ? [k] : []))
  const drift = own.map((k) => (potential[k] ?? NaN) + (kinetic[k] ?? NaN) - first)
  return {
    title: friction > 0 ? 'Energy lost' : 'Energy conserved',
    note: friction > 0 ? 'to friction' : `with steps of ${formatNumber(dt, 2)}`,
    x: { label: 'time', unit: '', scale: 'linear', range: [0, Math.max(1, time.at(-1) ?? 1)] },
    y: { label: since > 0 ? 'E − E when last changed' : 'E − E at time 0', unit: '', scale: 'linear', range: rangeOf([drift, [0]], 0.12) },
    equalScales: false,
    series: [{ name: 'drift', kind: 'line', x: own.map((k) => time[k] ?? NaN), y: drift, ink: 'd3', size: 1.3, opacity: 1 }],
    labels: []
  }
}
