/** Everything in Optimize that a person sets, and that can be undone: one plain object, never changed in place. */
import { chain } from '../../../core/structures/builders/chain'
import type { Method } from '../../../core/structures/minimisers'
import type { Limits, Optimization } from '../../../core/recipe/optimization'
import type { Structure } from '../../../core/recipe/structure'
import type { Ink } from '../../charts/model'

export { LIMITS } from '../../../core/recipe/optimization'

export type Settings = Optimization

/** The lesson: gradient descent with 0.2 and Adam with 0.1, 60 steps each. */
export function lessonSettings(structure: Structure = chain(20)): Settings {
  return {
    structure,
    start: { random: false, spread: 0.5, seed: 1 },
    methods: {
      'gradient-descent': { on: true, eta: 0.2, beta: 0 },
      momentum: { on: false, eta: 0.05, beta: 0.9 },
      adam: { on: true, eta: 0.1, beta: 0 },
      'l-bfgs': { on: false, eta: 1, beta: 0 }
    },
    steps: 60,
    noise: 0,
    motion: { dt: 0.05, friction: 0 },
    minima: { starts: 100, spread: 1, seed: 1 }
  }
}

/** Steps that suit a structure of stiffer springs: a mass on several of stiffness K feels a curvature of about 6 K. */
export function settingsFor(structure: Structure, before: Settings): Settings {
  if (structure.name === 'chain') return { ...lessonSettings(structure), minima: before.minima }
  const stiffness = structure.springs.reduce((so, { constants }) => Math.max(so, constants?.['K'] ?? 0), structure.constants['K'] ?? 1)
  const lightest = structure.nodes.reduce((so, { mass }) => Math.min(so, mass), Infinity)
  const eta = Number((1 / (6 * stiffness)).toPrecision(1))
  const dt = Math.min(0.05, Number((0.5 / Math.sqrt((6 * stiffness) / lightest)).toPrecision(1)))
  const { 'gradient-descent': descent, momentum, adam, 'l-bfgs': lBfgs } = before.methods
  return {
    ...before,
    structure,
    start: { ...before.start, random: false },
    methods: { 'gradient-descent': { ...descent, on: true, eta }, momentum: { ...momentum, on: false, eta }, adam: { ...adam, on: false, eta: 0.02 }, 'l-bfgs': { ...lBfgs, on: true } },
    steps: 300,
    motion: { ...before.motion, dt }
  }
}

export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  'gradient-descent': 'gradient descent',
  momentum: 'momentum',
  adam: 'Adam',
  'l-bfgs': 'L-BFGS'
}

export const METHOD_INKS: Readonly<Record<Method, Ink>> = { 'gradient-descent': 'd1', momentum: 'd3', adam: 'd2', 'l-bfgs': 'd4' }

/** What is wrong with a number, in words for the field; '' where nothing is. */
export function outside(value: number, { low, high, isClosed }: Limits): string {
  if (isClosed ? value < low : value <= low) return `must be ${isClosed ? 'at least' : 'more than'} ${low}`
  return value > high ? `must be at most ${high}` : ''
}
