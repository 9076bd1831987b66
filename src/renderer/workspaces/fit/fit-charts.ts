/** The pictures of a fit along one variable: what is fitted, the samples, the networks, what is left over, and the slope. */
import { rangeOf, type Chart, type Ink, type Label, type Range, type Series } from '../../charts/model'
import { formatCount, formatNumber } from '../../../core/numbers/format'
import type { Task, Variable } from './task'

export interface Points {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** A network's line, or a band around it. */
export interface Line {
  readonly name: string
  readonly ink: Ink
  readonly y: ArrayLike<number>
  /** One standard deviation on either side. */
  readonly deviation?: ArrayLike<number>
  readonly isFaint?: boolean
}

export interface CurveParts {
  readonly task: Task
  readonly along: number
  readonly output: number
  /** [points] */
  readonly x: ArrayLike<number>
  /** null where nothing but points is known. */
  readonly target: ArrayLike<number> | null
  readonly lines: readonly Line[]
  readonly training: Points | null
  readonly heldOut: Points | null
  /** With several variables: how far from where the others are held samples lie at most, as a share of what is trained. */
  readonly reach?: number | null
}

export function curveChart({ task, along, output, x, target, lines, training, heldOut, reach = null }: CurveParts): Chart {
  const variable = task.variables[along]
  const said = task.outputs[output]
  if (!variable || !said) throw new Error('there is no such variable or output')
  const y = heights(variable, x, [...(target ? [target] : []), ...(training ? [training.y] : [])], lines)
  const series: Series[] = [
    ...ends(variable, y),
    ...lines.flatMap((line) => (line.deviation ? [bandOf(line, x)] : [])),
    ...(training ? [pointsOf('training samples', training, 'd1', 0.55)] : []),
    ...(heldOut ? [pointsOf('held out', heldOut, 'd3', 0.45)] : []),
    ...(target ? [{ name: said.name, kind: 'line', x, y: target, ink: 'ink', size: 1.1, opacity: 0.85 } satisfies Series] : []),
    ...lines.map((line) => ({ name: line.name, kind: 'line', x, y: line.y, ink: line.ink, size: line.isFaint ? 1 : 2, opacity: line.isFaint ? 0.45 : 0.95 }) satisfies Series)
  ]
  const shown = [...(training ? [`${formatCount(training.x.length)} training samples`] : []), ...(heldOut ? [`${formatCount(heldOut.x.length)} held out`] : [])]
  return {
    title: `${said.name} over ${variable.name}`,
    note: [...shown, ...(reach === null ? [] : [`other inputs within ${formatNumber(100 * reach, 2)} % of their range`]), `trained between the upright lines, drawn beyond them`].join(', '),
    x: { label: variable.name, unit: variable.unit, scale: 'linear', range: rangeOf([x], 0) },
    y: { label: task.isClasses ? `probability of ${said.name}` : said.name, unit: said.unit, scale: 'linear', range: y },
    equalScales: false,
    series,
    labels: [...(target ? [peakLabel(said.name, x, target, 'ink')] : []), ...beyondLabels(variable, x, y), ...lineLabels(x, lines, y)]
  }
}

/** The network beyond what it was trained on may go anywhere; the picture keeps to a little more than what is known. */
function heights({ trained }: Variable, x: ArrayLike<number>, known: readonly ArrayLike<number>[], lines: readonly Line[]): Range {
  const inside = lines.map(({ y }) => Array.from(y).filter((_, index) => (x[index] ?? NaN) >= trained[0] && (x[index] ?? NaN) <= trained[1]))
  const [low, high] = rangeOf([...known, ...(known.length > 0 ? [] : inside)], 0)
  const [least, most] = rangeOf([...known, ...inside], 0)
  const spread = high - low || 1
  return [Math.max(Math.min(low, least), low - spread) - 0.22 * spread, Math.min(Math.max(high, most), high + spread) + 0.22 * spread]
}

function ends({ trained }: Variable, y: Range): Series[] {
  return trained.map((end) => ({ name: 'end of what is trained', kind: 'line', x: [end, end], y, ink: 'soft', size: 1, opacity: 0.5 }))
}

function bandOf({ name, ink, y, deviation }: Line, x: ArrayLike<number>): Series {
  const moved = (sign: 1 | -1): Float64Array => Float64Array.from({ length: y.length }, (_, index) => (y[index] ?? NaN) + sign * (deviation?.[index] ?? NaN))
  return { name: `${name}, one standard deviation`, kind: 'band', x, y: moved(-1), edge: moved(1), ink, size: 1, opacity: 0.22 }
}

function pointsOf(name: string, { x, y }: Points, ink: Ink, opacity: number): Series {
  return { name, kind: 'points', x, y, ink, size: x.length > 400 ? 1.3 : 1.9, opacity }
}

function peakLabel(text: string, x: ArrayLike<number>, y: ArrayLike<number>, ink: Ink): Label {
  let best = 0
  for (let index = 1; index < y.length; index++) if ((y[index] ?? NaN) > (y[best] ?? NaN)) best = index
  return { text, x: x[best] ?? NaN, y: y[best] ?? NaN, ink, anchor: 'middle', lift: 6 }
}

/** At the picture's ends, below. */
function beyondLabels({ trained: [low, high] }: Variable, x: ArrayLike<number>, [floor]: Range): Label[] {
  const last = x[x.length - 1] ?? NaN
  if (!(last > high)) return []
  const place = (at: number, anchor: Label['anchor']): Label => ({ text: 'not trained', x: at, y: floor, ink: 'soft', anchor, lift: 6 })
  return [place(((x[0] ?? NaN) + low) / 2, 'middle'), place((last + high) / 2, 'middle')]
}

/** Where each leaves what it was trained on. */
function lineLabels(x: ArrayLike<number>, lines: readonly Line[], [low, high]: Range): Label[] {
  return lines.filter(({ isFaint }) => !isFaint).map(({ name, ink, y }, place) => {
    const at = Math.round(y.length * (0.9 - 0.06 * place))
    return { text: name, x: x[at] ?? NaN, y: Math.min(high, Math.max(low, y[at] ?? NaN)), ink, anchor: 'middle', lift: 8 }
  })
}

export interface Residuals {
  readonly name: string
  readonly ink: Ink
  readonly training: Points
  readonly heldOut: Points
}

/** What the samples have that the network does not say, against the variable. */
export function residualChart(task: Task, along: number, output: number, { name, ink, training, heldOut }: Residuals): Chart {
  const [variable, said] = [task.variables[along], task.outputs[output]]
  const [low, high] = rangeOf([training.y, heldOut.y], 0.08)
  const most = Math.max(Math.abs(low), Math.abs(high))
  const x = rangeOf([training.x, heldOut.x], 0.02)
  const rms = (y: ArrayLike<number>): string => Math.sqrt(Array.from(y).reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, y.length)).toPrecision(3)
  return {
    title: 'Residuals',
    note: `sample less ${name}; rms ${rms(training.y)} trained, ${rms(heldOut.y)} held out`,
    x: { label: variable?.name ?? '', unit: variable?.unit ?? '', scale: 'linear', range: x },
    y: { label: `${said?.name ?? ''} left over`, unit: said?.unit ?? '', scale: 'linear', range: [-most, most] },
    equalScales: false,
    series: [
      { name: 'none left', kind: 'line', x, y: [0, 0], ink: 'soft', size: 1, opacity: 0.7 },
      { name: 'training', kind: 'points', ...training, ink: 'd1', size: 1.7, opacity: 0.6 },
      { name: 'held out', kind: 'points', ...heldOut, ink: ink === 'd3' ? 'd4' : 'd3', size: 1.5, opacity: 0.5 }
    ],
    labels: []
  }
}

/** The slope of what is fitted and of the networks, both exact. */
export function slopeChart({ task, along, output, x, target, lines }: Pick<CurveParts, 'task' | 'along' | 'output' | 'x' | 'target' | 'lines'>): Chart {
  const [variable, said] = [task.variables[along], task.outputs[output]]
  if (!variable || !said) throw new Error('there is no such variable or output')
  const y = heights(variable, x, target ? [target] : [], lines)
  const unit = [said.unit, variable.unit].some((one) => one !== '') ? `${said.unit || '1'}/${variable.unit || '1'}` : ''
  return {
    title: 'Derivative',
    note: `d${said.name}/d${variable.name}, by the chain rule`,
    x: { label: variable.name, unit: variable.unit, scale: 'linear', range: rangeOf([x], 0) },
    y: { label: `d${said.name}/d${variable.name}`, unit, scale: 'linear', range: y },
    equalScales: false,
    series: [
      ...ends(variable, y),
      ...(target ? [{ name: `slope of ${said.name}`, kind: 'line', x, y: target, ink: 'ink', size: 1.1, opacity: 0.85 } satisfies Series] : []),
      ...lines.map((line) => ({ name: line.name, kind: 'line', x, y: line.y, ink: line.ink, size: 1.8, opacity: 0.95 }) satisfies Series)
    ],
    labels: []
  }
}
