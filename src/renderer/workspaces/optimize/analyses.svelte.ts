/** Questions that the compute worker answers about the structure: minima, modes, the landscape, how long a step may be. */
import { errorData, type ErrorData } from '../../../core/contract/errors'
import type { Analysis, AnalysisAnswer } from '../../../core/contract/structure'
import { joinMinima, type Minimum } from '../../../core/structures/minima'
import type { Structure } from '../../../core/recipe/structure'
import { ask } from '../../bridge/ask'
import type { Plane } from '../../../core/structures/landscape'
import type { Lane } from './lane'
import type { StepLimits } from './trouble'
import { placesOnWay, type Way } from './way'

export interface FoundMinimum extends Minimum {
  /** Lowest eigenvalues of the Hessian; null while not asked for, or for a structure that is too large. */
  readonly curvatures: Float64Array | null
  /** Its largest, or that of a minimum of the same search. */
  readonly largest: number
}

class Analyses {
  busy: 'minima' | 'modes' | 'landscape' | null = $state(null)
  error: ErrorData | null = $state.raw(null)
  minima: readonly FoundMinimum[] = $state.raw([])
  /** Starts that have been followed. */
  done = $state(0)
  lost = $state(0)
  /** Of the search, as fast as it has been so far. */
  secondsLeft = $state(0)
  /** The structure that the minima belong to. */
  searched: Structure | null = $state.raw(null)
  chosen: number = $state(0)
  modes: AnalysisAnswer<'modes'>['modes'] = $state.raw([])
  /** The largest of all squares of angular frequencies. */
  largestSquare = $state(0)
  /** Where the modes are about, and of which structure. */
  about: { readonly structure: Structure; readonly position: Float64Array } | null = $state.raw(null)
  mode: number = $state(0)
  landscape: (AnalysisAnswer<'landscape'> & { readonly plane: Plane }) | null = $state.raw(null)
  /** How long a step may be where everything begins, and where it comes to rest. */
  limits: StepLimits | null = $state.raw(null)
  /** How curved the energy was along each descent that has ended. */
  ways: readonly { readonly lane: Lane; readonly way: Way }[] = $state.raw([])
}

export const analyses = new Analyses()

/** Places on a way that are asked about: a large structure takes a second for a few. */
const onWay = ({ nodes }: Structure): number => (nodes.length > 400 ? 10 : 80)
const asked = new WeakMap<Lane, number>()

/** Starts in one request: short enough to stop soon, long enough not to be spent on messages. */
const partOf = ({ nodes }: Structure): number => (nodes.length > 400 ? 1 : 10)
const LISTED = 12
let stopped = false
let waiting: (() => Promise<void>) | null = null
let limitsAsked = 0

async function analyse<What extends Analysis['what']>(structure: Structure, analysis: Extract<Analysis, { what: What }>): Promise<AnalysisAnswer<What>> {
  const answer = await ask<'structure'>({ kind: 'structure', structure, analysis })
  if (answer.what !== analysis.what) throw new Error(`asked for ${analysis.what}, answered ${answer.what}`)
  return answer as AnalysisAnswer<What>
}

async function busyWith(what: NonNullable<Analyses['busy']>, work: () => Promise<void>): Promise<void> {
  if (analyses.busy) {
    // What was asked last is done next; what was asked before it is of no interest any more.
    waiting = () => busyWith(what, work)
    return
  }
  Object.assign(analyses, { busy: what, error: null })
  try {
    await work()
  } catch (thrown) {
    analyses.error = errorData(thrown)
  } finally {
    analyses.busy = null
    const next = waiting
    waiting = null
    await next?.()
  }
}

export function searchMinima(structure: Structure, { starts, spread, seed }: { readonly starts: number; readonly spread: number; readonly seed: number }): Promise<void> {
  return busyWith('minima', async () => {
    Object.assign(analyses, { minima: [], done: 0, lost: 0, searched: structure, chosen: 0 })
    stopped = false
    const begun = performance.now()
    while (analyses.done < starts && !stopped) {
      const count = Math.min(partOf(structure), starts - analyses.done)
      const { minima, lost } = await analyse(structure, { what: 'minima', spread, seed, first: analyses.done, count })
      analyses.minima = joinMinima(analyses.minima, minima, spread).map((minimum) => ({ curvatures: null, largest: 0, ...minimum }))
      analyses.done += count
      analyses.secondsLeft = ((performance.now() - begun) / 1000 / analyses.done) * (starts - analyses.done)
      analyses.lost += lost
    }
    const listed = analyses.minima.slice(0, LISTED)
    const { curvatures, largest } = await analyse(structure, { what: 'stability', positions: listed.map(({ position }) => position), count: 3 })
    analyses.minima = analyses.minima.map((minimum, index) => ({ ...minimum, curvatures: curvatures[index] ?? null, largest }))
  })
}

export function stopSearch(): void {
  stopped = true
}

export function findModes(structure: Structure, position: Float64Array): Promise<void> {
  return busyWith('modes', async () => {
    const { modes, largest } = await analyse(structure, { what: 'modes', position, count: Math.min(16, position.length) })
    Object.assign(analyses, { modes, largestSquare: largest, mode: 0, about: { structure, position } })
  })
}

export function drawLandscape(structure: Structure, plane: Plane, x: readonly [number, number], y: readonly [number, number]): Promise<void> {
  return busyWith('landscape', async () => {
    const points = structure.nodes.length > 3000 ? 61 : structure.nodes.length > 400 ? 101 : 141
    const answer = await analyse(structure, { what: 'landscape', ...plane, x: [...x], y: [...y], points })
    analyses.landscape = { ...answer, plane }
  })
}


/** @param rest null where nothing comes to rest. Of several questions in a row only the last one's answer is kept. */
export async function askLimits(structure: Structure, place: Float64Array, rest: Float64Array | null): Promise<void> {
  const mine = ++limitsAsked
  let limits: StepLimits | null = null
  try {
    const start = await analyse(structure, { what: 'limits', position: place })
    limits = { start, rest: rest && (await analyse(structure, { what: 'limits', position: rest })) }
  } catch {
    // Without the bound the picture still shows what happens; a formula that cannot be computed is told beside its field.
  }
  if (mine === limitsAsked) analyses.limits = limits
}

/** Asks once for each descent that has ended, in the order of its shapes. */
export async function askWays(structure: Structure, lanes: readonly Lane[]): Promise<void> {
  if (analyses.ways.some(({ lane }) => !lanes.includes(lane))) analyses.ways = analyses.ways.filter(({ lane }) => lanes.includes(lane))
  for (const lane of lanes) {
    if (asked.get(lane) === lane.values.length) continue
    asked.set(lane, lane.values.length)
    const { steps, positions } = placesOnWay(lane, onWay(structure))
    try {
      const { curvatures } = await analyse(structure, { what: 'way', positions })
      analyses.ways = [...analyses.ways.filter((one) => one.lane !== lane), { lane, way: { steps, curvatures } }]
    } catch {
      // As with the limits: without it the picture still shows what happens.
    }
  }
}

export function wayOf(lane: Lane): Way | null {
  return analyses.ways.find((one) => one.lane === lane)?.way ?? null
}
