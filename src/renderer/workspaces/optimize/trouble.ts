/** Why a minimiser or the motion went astray, in numbers, and which setting would not. */
import { formatNumber, formatShort } from '../../../core/numbers/format'
import type { AnalysisAnswer } from '../../../core/contract/structure'
import type { Lane } from './lane'
import type { Motion } from './motion'

export interface Trouble {
  readonly words: string
  /** A step that would be short enough. */
  readonly remedy: number | null
}

type Limits = AnalysisAnswer<'limits'> | null

/** Some way below the bound, since curvature grows where springs are stretched. */
const SAFE = 0.8

export function laneTrouble(lane: Lane, limits: Limits): Trouble | null {
  if (lane.minimiser.state !== 'diverged') return null
  const step = lane.values.length - 1
  const what = `${capital(lane.name)} diverged at step ${step}`
  const last = lane.values.findLast(Number.isFinite) ?? NaN
  if (last < (lane.values[0] ?? 0)) return { words: `${what}: the energy falls without end. Somewhere it has no bottom; look at the typed energy.`, remedy: null }
  if (lane.method === 'l-bfgs' || lane.method === 'adam' || !limits || !(limits.curvature > 0)) return { words: `${what}: its energy grew past any bound. Try a smaller step.`, remedy: lane.choice.eta / 4 }
  const { eta, beta } = lane.choice
  const bound = (2 * (1 + (lane.method === 'momentum' ? beta : 0))) / limits.curvature
  const law = lane.method === 'momentum' ? '2 (1 + β)/λ' : '2/λ'
  const factor = Math.abs(1 - eta * limits.curvature)
  const remedy = Number((SAFE * bound).toPrecision(2))
  if (eta <= bound) {
    return {
      words: `${what}: its step ${formatShort(eta)} is below ${law} = ${formatNumber(bound, 3)} where it began, but springs that are stretched further curve the energy more. Try a smaller step.`,
      remedy: Math.min(remedy, eta / 2)
    }
  }
  const each = lane.method === 'momentum' ? '' : ` Along the stiffest direction each step multiplies what is left by ${formatNumber(factor, 3)}.`
  return { words: `${what}: its step ${formatShort(eta)} is above ${law} = ${formatNumber(bound, 3)}, where λ = ${formatNumber(limits.curvature, 3)} is the largest curvature of the energy where it began.${each}`, remedy }
}

export function motionTrouble({ state, dt }: Motion, limits: Limits): Trouble | null {
  if (state !== 'diverged') return null
  if (!limits || !(limits.frequency > 0)) return { words: 'The motion gained energy without bound: its time step is too long.', remedy: dt / 4 }
  const bound = 2 / limits.frequency
  return {
    words: `The motion gained energy without bound: its time step ${formatShort(dt)} ${dt > bound ? 'is above' : 'comes close to'} 2/ω = ${formatNumber(bound, 3)}, where ω = ${formatNumber(limits.frequency, 3)} is the highest frequency.`,
    remedy: Number(((SAFE / 4) * Math.min(bound, dt)).toPrecision(2))
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
