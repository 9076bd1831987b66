/** One minimiser at work on the screen: where it is, and all that it has been through. */
import type { Ink } from '../../charts/model'
import type { Energy } from '../../../core/structures/energy'
import { scatter } from '../../../core/structures/layout'
import { createMinimiser, type Method } from '../../../core/structures/minimisers'
import type { Minimiser } from '../../../core/structures/minimisers/minimiser'
import { withNoise } from '../../../core/structures/minimisers/noise'
import type { MethodChoice } from '../../../core/recipe/optimization'
import { METHOD_INKS, METHOD_NAMES } from './settings'

/** Above this many kept shapes every second one is dropped. */
const KEPT_SHAPES = 160
/** Numbers in all kept shapes of a lane. */
const KEPT_NUMBERS = 2_000_000

export interface Lane {
  readonly method: Method
  readonly name: string
  readonly ink: Ink
  readonly choice: MethodChoice
  energy: Energy
  minimiser: Minimiser
  /** [2 nodes] x and y of every node now. */
  coordinates: Float64Array
  /** After each step, from the start on. */
  readonly values: number[]
  readonly norms: number[]
  /** Some of the shapes on the way, each [2 nodes], and the step it belongs to. */
  readonly shapes: Float32Array[]
  readonly shapeSteps: number[]
  stride: number
  /** Steps until it rests; Infinity where it relaxes until nothing moves. */
  limit: number
  /** Steps of minimisers before this one: something was dragged or cut meanwhile. */
  before: number
}

export interface LaneNoise {
  readonly deviation: number
  readonly seed: number
  readonly index: number
}

export function createLane(method: Method, choice: MethodChoice, energy: Energy, start: ArrayLike<number>, limit: number, noise: LaneNoise): Lane {
  const coordinates = energy.coordinates.slice()
  scatter(energy.layout, start, coordinates)
  const lane: Lane = {
    method,
    name: METHOD_NAMES[method],
    ink: METHOD_INKS[method],
    choice,
    energy,
    minimiser: createMinimiser(method, withNoise(energy, noise.deviation, noise.seed, noise.index), start, choice),
    coordinates,
    values: [],
    norms: [],
    shapes: [],
    shapeSteps: [],
    stride: 1,
    limit,
    before: 0
  }
  record(lane)
  return lane
}

/** Goes on from the shape it has, with another energy: something is held, cut or pinned. */
export function continueLane(lane: Lane, energy: Energy, noise: LaneNoise): void {
  const { nodeOf, axisOf, size } = energy.layout
  const start = Float64Array.from({ length: size }, (_, k) => lane.coordinates[2 * (nodeOf[k] as number) + (axisOf[k] as number)] ?? NaN)
  for (let k = 0; k < lane.coordinates.length; k++) if ((energy.layout.place[k] as number) < 0) lane.coordinates[k] = energy.coordinates[k] as number
  lane.before += lane.minimiser.steps
  lane.energy = energy
  lane.minimiser = createMinimiser(lane.method, withNoise(energy, noise.deviation, noise.seed, noise.index), start, lane.choice)
  lane.limit = Infinity
}

export function isDone({ minimiser, limit, before }: Lane): boolean {
  return minimiser.state !== 'going' || before + minimiser.steps >= limit
}

export function stepLane(lane: Lane): void {
  lane.minimiser.step()
  if (lane.minimiser.state !== 'diverged') scatter(lane.energy.layout, lane.minimiser.position, lane.coordinates)
  record(lane)
}

function record(lane: Lane): void {
  const { minimiser, values, norms, shapes, shapeSteps } = lane
  const step = values.push(minimiser.value) - 1
  norms.push(minimiser.norm)
  if (step % lane.stride !== 0 || minimiser.state === 'diverged') return
  shapes.push(Float32Array.from(lane.coordinates))
  shapeSteps.push(step)
  const most = Math.max(8, Math.min(KEPT_SHAPES, Math.floor(KEPT_NUMBERS / lane.coordinates.length)))
  if (shapes.length <= most) return
  lane.stride *= 2
  const kept = shapeSteps.map((at, index) => ({ at, shape: shapes[index] as Float32Array })).filter(({ at }) => at % lane.stride === 0)
  shapes.splice(0, shapes.length, ...kept.map(({ shape }) => shape))
  shapeSteps.splice(0, shapeSteps.length, ...kept.map(({ at }) => at))
}

/** The way it has come, as positions of what may move. */
export function pathOf({ shapes, coordinates, energy: { layout } }: Lane): Float64Array[] {
  const gather = (shape: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: layout.size }, (_, k) => shape[2 * (layout.nodeOf[k] as number) + (layout.axisOf[k] as number)] ?? NaN)
  return [...shapes.filter((shape) => shape.length === coordinates.length), coordinates].map(gather)
}
