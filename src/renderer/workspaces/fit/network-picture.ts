/** A network as a picture: its layers as columns of neurons, what each neuron says over the inputs, and the weights between them. */
import type { PlainNetwork } from '../../../core/network/plain/operations'
import type { Stage } from '../../../core/network/plain/run'
import type { Science } from './science'
import { shownRange, type Task } from './task'

export interface Column {
  readonly name: string
  /** Neurons. */
  readonly width: number
  /** What they say [places, width]. */
  readonly values: Float64Array
  /** Lowest and highest of each neuron. */
  readonly spans: readonly (readonly [number, number])[]
  /** From the neurons of the column before [inputs, width]; null where each has its own alone, or there is none before. */
  readonly weight: Float64Array | null
  readonly bias: Float64Array | null
}

export interface NetworkPicture {
  readonly columns: readonly Column[]
  /** Places along the first variable, and along the second one where there are two or more; then places = side x side. */
  readonly side: number
  readonly isMap: boolean
}

const SIDE = { curve: 61, map: 20 } as const

/** Places of a small picture: along one variable, or row after row of a map whose first row is the highest second variable. */
export function picturePlaces(task: Task, side: number): Float64Array {
  const { variables } = task
  const isMap = variables.length > 1
  const count = isMap ? side * side : side
  const x = new Float64Array(count * variables.length)
  for (let place = 0; place < count; place++) {
    variables.forEach((variable, k) => {
      const [low, high] = shownRange(variable)
      const share = k === 0 ? (place % side) / (side - 1) : 1 - Math.floor(place / side) / (side - 1)
      x[place * variables.length + k] = k < 2 ? low + (high - low) * share : variable.middle
    })
  }
  return x
}

export function pictureOf(science: Science, network: PlainNetwork, task: Task): NetworkPicture {
  const isMap = task.variables.length > 1
  const side = isMap ? SIDE.map : SIDE.curve
  const x = picturePlaces(task, side)
  const stages: Stage[] = []
  const rows = x.length / network.inputs
  science.runPlain(network, x, rows, (stage) => stages.push(stage))
  const inputs = columnOfValues('input', x, network.inputs, null, null)
  const layers = [...new Set(stages.flatMap(({ operation }) => (operation.layer === null ? [] : [operation.layer])))]
  const columns = layers.map((layer, place) => {
    const own = stages.filter(({ operation }) => operation.layer === layer)
    const last = own[own.length - 1]
    const dense = own.map(({ operation }) => operation).find((operation) => operation.kind === 'dense')
    const isReadout = place === layers.length - 1
    return columnOfValues(isReadout ? 'output' : `layer ${layer + 1}`, last?.output ?? new Float64Array(), last?.width ?? 0, dense?.weight ?? null, dense?.bias ?? null)
  })
  return { columns: [inputs, ...columns], side, isMap }
}

function columnOfValues(name: string, values: Float64Array, width: number, weight: Float64Array | null, bias: Float64Array | null): Column {
  const spans = Array.from({ length: width }, (_, neuron): readonly [number, number] => {
    let [low, high] = [Infinity, -Infinity]
    for (let index = neuron; index < values.length; index += width) {
      const value = values[index] ?? NaN
      if (value < low) low = value
      if (value > high) high = value
    }
    return [low, high]
  })
  return { name, width, values, spans, weight, bias }
}

export interface Tile {
  readonly column: number
  readonly neuron: number
  /** Corner and side, CSS pixels. */
  readonly x: number
  readonly y: number
  readonly size: number
}

const GAP = 4
const SMALLEST = 17
const LARGEST = 46
const HEAD = 18

/** The first neurons of each column, as many as there is room for. */
export function tilesOf({ columns }: Pick<NetworkPicture, 'columns'>, width: number, height: number): readonly Tile[] {
  const room = height - 2 * HEAD
  const most = Math.max(1, Math.floor(room / (SMALLEST + GAP)))
  const pitch = columns.length > 1 ? width / columns.length : width
  return columns.flatMap((column, at) => {
    const shown = Math.min(column.width, most)
    const size = Math.min(LARGEST, pitch * 0.62, room / shown - GAP)
    const top = HEAD + (room - shown * (size + GAP)) / 2
    return Array.from({ length: shown }, (_, neuron): Tile => ({ column: at, neuron, x: pitch * (at + 0.5) - size / 2, y: top + neuron * (size + GAP), size }))
  })
}
