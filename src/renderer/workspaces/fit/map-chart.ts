/** What a network says over two variables, as a map with the samples on it: of classes, how sure it is of one. */
import { heatRange, heatRanges, type Heat } from '../../charts/heat'
import { dataInk, type Chart, type Ink, type Range, type Series } from '../../charts/model'
import { columnOf, shownRange, type Task } from './task'

/** Cells along each side: what a window computes and paints ten times a second without a frame being late. */
export const CELLS = 56

interface Samples {
  readonly x: Float32Array
  readonly y: Float32Array
}

export interface MapParts {
  readonly task: Task
  readonly output: number
  /** [CELLS * CELLS], the first row lowest; null where nothing is known yet. */
  readonly values: Float64Array | null
  readonly name: string
  readonly training: Samples | null
  readonly heldOut: Samples | null
  /** Colours keep the range of what is fitted, where that is known. */
  readonly range: Range | null
  /** Of classes, how many it has right, in words. */
  readonly right?: string
  /** A standard deviation instead of a value. */
  readonly isSpread?: boolean
}

/** x [CELLS * CELLS, variables]: row after row from below, variables beyond the second held. */
export function mapPlaces(task: Task): Float64Array {
  const { variables } = task
  const x = new Float64Array(CELLS * CELLS * variables.length)
  for (let place = 0; place < CELLS * CELLS; place++) {
    variables.forEach((variable, k) => {
      const [low, high] = shownRange(variable)
      const at = k === 0 ? place % CELLS : Math.floor(place / CELLS)
      x[place * variables.length + k] = k < 2 ? low + ((high - low) * at) / (CELLS - 1) : variable.middle
    })
  }
  return x
}

export function mapChart({ task, output, values, name, training, heldOut, range, right, isSpread = false }: MapParts): Chart {
  const [across, up] = task.variables
  const said = task.outputs[output]
  if (!across || !up || !said) throw new Error('a map needs two variables and an output')
  const scale = isSpread || (task.isClasses && task.outputs.length > 2) ? 'sequential' : 'diverging'
  const shown = values ?? new Float64Array(CELLS * CELLS).fill(NaN)
  const spread = range ?? heatRange([shown], 'sequential')
  const heat: Heat = {
    rows: CELLS,
    columns: CELLS,
    values: shown,
    x: shownRange(across),
    y: shownRange(up),
    value: { label: `${isSpread ? 'spread of ' : task.isClasses ? 'probability of ' : ''}${said.name}`, unit: said.unit, scale: 'linear', range: task.isClasses && !isSpread ? [0, 1] : spread },
    scale
  }
  const [x, y] = heatRanges(heat)
  return {
    title: `${said.name} over ${across.name} and ${up.name}`,
    note: [values ? name : 'what is fitted', right ?? '', 'trained inside the frame'].filter(Boolean).join(', '),
    x: { label: across.name, unit: across.unit, scale: 'linear', range: x },
    y: { label: up.name, unit: up.unit, scale: 'linear', range: y },
    equalScales: false,
    heat,
    series: [frameOf(across.trained, up.trained), ...(training ? samplesOf(training, task, output, 'training', 2.3) : []), ...(heldOut ? samplesOf(heldOut, task, output, 'held out', 1.4) : [])],
    labels: []
  }
}

function frameOf([left, right]: Range, [low, high]: Range): Series {
  return { name: 'end of what is trained', kind: 'line', x: [left, right, right, left, left], y: [low, low, high, high, low], ink: 'ink', size: 1, opacity: 0.45 }
}

/** Of classes each in its own ink; of numbers all in one, since the map's colours say the number. */
function samplesOf(samples: Samples, task: Task, output: number, what: string, size: number): Series[] {
  const width = task.variables.length
  const [x, y] = [columnOf(samples.x, width, 0), columnOf(samples.x, width, 1)]
  if (!task.isClasses) return [{ name: what, kind: 'points', x, y, ink: 'ink', size: size * 0.7, opacity: 0.55 }]
  return task.outputs.map(({ name }, kind) => {
    const own = columnOf(samples.y, task.outputs.length, kind)
    const pick = (values: Float64Array): Float64Array => values.filter((_, row) => own[row] === 1)
    return { name: `${name}, ${what}`, kind: 'points', x: pick(x), y: pick(y), ink: classInk(kind, task, output), size, opacity: 0.95 } satisfies Series
  })
}

/** With two classes the map goes from the ink of the other one to that of the class whose probability it shows. */
export function classInk(kind: number, { outputs }: Task, shown: number): Ink {
  if (outputs.length === 2) return kind === shown ? 'd2' : 'd1'
  return dataInk(kind)
}

/** Share of samples whose most probable class is their own. @param said, truth [rows, classes] */
export function rightShare(said: ArrayLike<number>, truth: ArrayLike<number>, classes: number): number {
  const rows = Math.floor(truth.length / classes)
  const largest = (values: ArrayLike<number>, row: number): number => {
    let best = 0
    for (let k = 1; k < classes; k++) if ((values[row * classes + k] ?? NaN) > (values[row * classes + best] ?? NaN)) best = k
    return best
  }
  let right = 0
  for (let row = 0; row < rows; row++) if (largest(said, row) === largest(truth, row)) right++
  return right / Math.max(1, rows)
}
