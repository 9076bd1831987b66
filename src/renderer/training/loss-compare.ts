/** Losses of several runs in one picture: each run's training line and its validations in its ink. */
import { joinedAxis } from '../charts/loss-axis'
import { type Chart, type Ink, type Series } from '../charts/model'
import { lossChart, shownLosses } from './training-charts'
import { createLosses, type Losses } from '../state/losses'

export interface RunLosses {
  readonly name: string
  readonly ink: Ink
  readonly losses: Pick<Losses, 'raw' | 'smooth' | 'few'>
  readonly validations: readonly { readonly step: number; readonly loss: number }[]
  readonly batches: number
}

/** Of one run the picture as everywhere; of several the smoothed lines, and validations as points on a thin line. */
export function lossesChart(runs: readonly RunLosses[], current: RunLosses | null): Chart {
  const [only] = runs
  const chosen = current ?? only
  const whole = lossChart(chosen?.losses ?? createLosses(), chosen?.validations ?? [], chosen?.batches ?? 1, '')
  if (runs.length < 2) return whole
  const charts = runs.map(({ losses, validations, batches }) => lossChart(losses, validations, batches, ''))
  const series = runs.flatMap(({ name, ink, losses, validations }): Series[] => {
    const x = validations.map(({ step }) => Math.max(1, step))
    const y = validations.map(({ loss }) => loss)
    return [
      { name: `${name}, training`, kind: 'line', ...shownLosses(losses).smooth, ink, size: 1, opacity: 0.5 },
      { name: `${name}, validation`, kind: 'line', x, y, ink, size: 1.6, opacity: 0.95 },
      { name: `${name}, validation`, kind: 'points', x, y, ink, size: 1.6, opacity: 0.95 }
    ]
  })
  return {
    ...whole,
    note: 'training thin, validation with points',
    x: { ...whole.x, range: [0, Math.max(...charts.map(({ x }) => x.range[1]))] },
    y: joinedAxis([whole.y, ...charts.map(({ y }) => y)]),
    series,
    labels: []
  }
}

