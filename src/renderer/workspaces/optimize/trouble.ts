/** Why a minimiser or the motion went astray, in numbers, and which setting would not. */
import { formatNumber, formatShort } from '../../../core/numbers/format'
import type { AnalysisAnswer } from '../../../core/contract/structure'
import type { Lane } from './lane'
import type { Motion } from './motion'
import { boundTimesCurvature, firstTooLong, largestMet, type Way } from './way'

/** How long a step may be where everything begins, and where it comes to rest. */
export interface StepLimits {
  readonly start: AnalysisAnswer<'limits'>
  readonly rest: AnalysisAnswer<'limits'> | null
}

export interface Trouble {
  readonly words: string
  /** A step that would be short enough. */
  readonly remedy: number | null
}

type Limits = StepLimits | null

/** Some way below the bound, since curvature grows where springs are stretched. */
const SAFE = 0.8

/** @param way how curved the energy was on the way, once that is known */
export function laneTrouble(lane: Lane, limits: Limits, way: Way | null = null): Trouble | null {
  if (lane.minimiser.state !== 'diverged') return null
  const what = `${capital(lane.name)} diverged at step ${lane.values.length - 1}`
  const last = lane.values.findLast(Number.isFinite) ?? NaN
  if (last < (lane.values[0] ?? 0)) return { words: `${what}: the energy falls without end. Somewhere it has no bottom; look at the typed energy.`, remedy: null }
  const { eta } = lane.choice
  const [lambda, where] = steepest(limits)
  if (lane.method === 'l-bfgs' || lane.method === 'adam' || !(lambda > 0)) return { words: `${what}: its energy grew past any bound. Try a smaller step.`, remedy: Number((eta / 4).toPrecision(2)) }
  const bound = boundTimesCurvature(lane) / lambda
  const law = lane.method === 'momentum' ? '2 (1 + β)/λ' : '2/λ'
  const remedy = Number(Math.min(SAFE * bound, eta / 2).toPrecision(2))
  const step = `its step ${formatShort(eta)} is ${eta > bound ? 'above' : 'below'} ${law} = ${formatNumber(bound, 3)}`
  const curvature = `λ = ${formatNumber(lambda, 3)} is the largest curvature of the energy ${where}`
  const narrow = eta <= bound && way ? firstTooLong(lane, way) : null
  if (narrow && way) {
    const met = boundTimesCurvature(lane) / Math.max(narrow.curvature, largestMet(lane, way))
    const there = boundTimesCurvature(lane) / narrow.curvature
    const words = `${what}: ${step} at both ends, where λ is at most ${formatNumber(lambda, 3)}, but at step ${narrow.step} it came to where the largest curvature was λ = ${formatNumber(narrow.curvature, 3)} and ${law} = ${formatNumber(there, 3)}.`
    return { words, remedy: Number(Math.min(SAFE * met, eta / 2).toPrecision(2)) }
  }
  if (eta <= bound) return { words: `${what}: ${step}, where ${curvature}, but on the way springs were stretched further and curved it more. Try a smaller step.`, remedy }
  const each = lane.method === 'momentum' ? '' : ` Along the stiffest direction each step multiplies what is left by ${formatNumber(Math.abs(1 - eta * lambda), 3)}.`
  return { words: `${what}: ${step}, where ${curvature}.${each}`, remedy }
}

/** The larger of the two curvatures, and where it is. */
function steepest(limits: Limits): readonly [number, string] {
  const [start, rest] = [limits?.start.curvature ?? NaN, limits?.rest?.curvature ?? NaN]
  return rest >= start ? [rest, 'at its minimum'] : [start, 'where it began']
}

export function motionTrouble({ state, dt }: Motion, limits: Limits): Trouble | null {
  if (state !== 'diverged') return null
  const frequency = Math.max(limits?.start.frequency ?? 0, limits?.rest?.frequency ?? 0)
  if (!(frequency > 0)) return { words: 'The motion gained energy without bound: its time step is too long.', remedy: dt / 4 }
  const bound = 2 / frequency
  return {
    words: `The motion gained energy without bound: its time step ${formatShort(dt)} ${dt > bound ? 'is above' : 'comes close to'} 2/ω = ${formatNumber(bound, 3)}, where ω = ${formatNumber(frequency, 3)} is the highest frequency.`,
    remedy: Number(((SAFE / 4) * Math.min(bound, dt)).toPrecision(2))
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
