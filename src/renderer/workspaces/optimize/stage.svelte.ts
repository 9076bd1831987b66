/**
 * What moves in Optimize: minimisers side by side, the structure in motion, and what the person holds. Steps are taken between frames
 * within a budget of time, so that the window stays fluent whatever the size.
 */
import { errorData } from '../../../core/contract/errors'
import type { Structure } from '../../../core/recipe/structure'
import type { createEnergy, Energy } from '../../../core/structures/energy'
import { moveNode, setFreedom } from '../../../core/structures/edit'
import { scatter } from '../../../core/structures/layout'
import { randomStart } from '../../../core/structures/minima'
import { METHODS } from '../../../core/structures/minimisers'
import { lBfgs } from '../../../core/structures/minimisers/l-bfgs'
import type { Minimiser } from '../../../core/structures/minimisers/minimiser'
import { desk, putSettings, takeBack, type Tab } from './desk.svelte'
import { continueLane, createLane, isDone, stepLane, type Lane, type LaneNoise } from './lane'
import { continueMotion, createMotion, stepMotion, type Motion } from './motion'
import type { Settings } from './settings'
import { structureShape } from './view-box'

/** Milliseconds of a frame that steps may take. */
const BUDGET = 6
/** Charts and numbers follow this often, in ms; the picture itself at every frame. */
const FOLLOW = 100

class Stage {
  lanes: readonly Lane[] = $state.raw([])
  motion: Motion | null = $state.raw(null)
  playing: boolean = $state(false)
  /** Counts whenever charts and numbers are to be read anew. */
  revision: number = $state(0)
  /** The structure that lanes and motion belong to: the last one without a mistake. */
  structure: Structure = $state.raw(desk.settings.structure)
  energy: Energy | null = $state.raw(null)
  /** [size] where everything began. */
  place: Float64Array = new Float64Array(0)
  /** Where everything comes to rest from the start: by L-BFGS, in spare time. */
  rest: Minimiser | null = null
  held: { readonly node: number; readonly energy: Energy; readonly wasPinned: boolean } | null = null
  /** Counts whenever the picture is to be painted anew. */
  version = 0
  /** Counts whenever everything begins anew. */
  epoch = 0
}

export const stage = new Stage()

let makeEnergy: typeof createEnergy | null = null
let due = 0
let followed = 0

/** The parser of formulas comes with the energies; both are loaded when this workspace is first shown. */
export async function loadStage(): Promise<void> {
  makeEnergy ??= (await import('../../../core/structures/energy')).createEnergy
  if (stage.energy) return
  // Whoever asks the system for less motion sees where it ends, and can take single steps.
  if (asksForLessMotion()) desk.speed = Infinity
  restart()
}

export function asksForLessMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** What a change means for what is on the screen: it begins anew, it goes on from the shape it has, or it is not touched. */
export type Consequence = 'restart' | 'continue' | 'none'

/**
 * @param field where someone types letter by letter
 * @param removed a node that the change takes away
 */
export function edit(change: (settings: Settings) => Settings, consequence: Consequence, field: string | null = null, removed: number | null = null): void {
  const next = change(desk.settings)
  if (JSON.stringify(next) === JSON.stringify(desk.settings)) return
  putSettings(next, field)
  if (consequence === 'restart') restart()
  else if (consequence === 'continue') goOn(removed)
}

export function editStructure(change: (structure: Structure) => Structure, consequence: Consequence, field: string | null = null, removed: number | null = null): void {
  edit((settings) => ({ ...settings, structure: change(settings.structure) }), consequence, field, removed)
}

export function undo(): void {
  const before = stage.structure.nodes.length
  const previous = takeBack()
  if (!previous) return
  desk.selection = null
  if (previous.structure.nodes.length === before && previous.structure.name === stage.structure.name && stage.lanes.some((lane) => lane.limit === Infinity)) goOn(null)
  else restart()
}

function tryEnergy(structure: Structure): Energy | null {
  if (!makeEnergy) return null
  try {
    const energy = makeEnergy(structure)
    desk.problem = null
    return energy
  } catch (thrown) {
    desk.problem = errorData(thrown)
    return null
  }
}

/** From the start, with the settings as they are. */
export function restart(): void {
  const energy = tryEnergy(desk.settings.structure)
  if (!energy) return
  const { start, steps, motion } = desk.settings
  const place = start.random ? randomStart(energy, start, 0) : energy.start
  stage.held = null
  stage.place = place
  stage.energy = energy
  stage.structure = energy.structure
  stage.lanes = METHODS.filter((method) => desk.settings.methods[method].on).map((method, index) =>
    createLane(method, desk.settings.methods[method], energy, place, steps, noiseOf(index))
  )
  stage.motion = createMotion(energy, place, motion)
  stage.rest = lBfgs(energy, place)
  // Where it will end says how much room the picture needs.
  const end = performance.now() + BUDGET
  while (stage.rest.state === 'going' && performance.now() < end) stage.rest.step()
  stage.epoch++
  due = 0
  stage.playing = true
  followed = 0
  touch()
}

function noiseOf(index: number): LaneNoise {
  return { deviation: desk.settings.noise, seed: desk.settings.start.seed, index }
}

/** With a changed structure from the shapes that there are; what is new stands where the structure has it. */
function goOn(removed: number | null): void {
  const energy = tryEnergy(desk.settings.structure)
  if (!energy) return
  const adopt = (old: Float64Array): Float64Array => {
    const kept = removed === null ? old : old.filter((_, k) => k >> 1 !== removed)
    const coordinates = energy.coordinates.slice()
    coordinates.set(kept.subarray(0, coordinates.length))
    return coordinates
  }
  stage.lanes.forEach((lane, index) => {
    lane.coordinates = adopt(lane.coordinates)
    continueLane(lane, energy, noiseOf(index))
  })
  if (stage.motion) {
    stage.motion.coordinates = adopt(stage.motion.coordinates)
    continueMotion(stage.motion, energy)
  }
  stage.place = shapeNow(energy)
  stage.energy = energy
  stage.structure = energy.structure
  stage.lanes = [...stage.lanes]
  stage.rest = lBfgs(energy, stage.place)
  stage.playing = true
  touch()
}

function shapeNow({ layout, size, start }: Energy): Float64Array {
  const shape = coordinatesNow()
  if (!shape) return start
  return Float64Array.from({ length: size }, (_, k) => shape[2 * (layout.nodeOf[k] as number) + (layout.axisOf[k] as number)] ?? NaN)
}

/** [2 nodes] of what a person sees and grasps: the first minimiser's, or the moving structure's. */
export function coordinatesNow(): Float64Array | null {
  return (desk.tab === 'motion' ? stage.motion?.coordinates : stage.lanes[0]?.coordinates) ?? stage.motion?.coordinates ?? null
}

/** A mass follows the pointer: it is pinned meanwhile, and all else goes on around it. */
export function hold(node: number): void {
  const { energy, structure } = stage
  const [one, shape] = [structure.nodes[node], coordinatesNow()]
  if (!energy || !makeEnergy || !one || !shape) return
  const wasPinned = one.free === 'none'
  const pinned = moveNode(setFreedom(structure, node, 'none'), node, shape[2 * node] as number, shape[2 * node + 1] as number)
  stage.held = { node, energy: wasPinned ? energy : makeEnergy(pinned), wasPinned }
  withHeld()
}

/** Only along what it is free to do; an end, which is free to do nothing, is set anew. */
export function drag(x: number, y: number): void {
  const { held, structure } = stage
  const free = held && structure.nodes[held.node]?.free
  if (!held || free === null) return
  if (free !== 'y') held.energy.coordinates[2 * held.node] = x
  if (free !== 'x') held.energy.coordinates[2 * held.node + 1] = y
  withHeld()
}

function withHeld(): void {
  const { held, motion, lanes } = stage
  if (!held) return
  if (desk.tab === 'motion') {
    if (motion) continueMotion(motion, held.energy)
  } else lanes.forEach((lane, index) => continueLane(lane, held.energy, noiseOf(index)))
  stage.playing = true
  touch()
}

export function release(): void {
  const { held, energy } = stage
  stage.held = null
  if (!held || !energy) return
  const [x, y] = [held.energy.coordinates[2 * held.node] as number, held.energy.coordinates[2 * held.node + 1] as number]
  if (held.wasPinned) return editStructure((structure) => moveNode(structure, held.node, x, y), 'continue')
  stage.lanes.forEach((lane, index) => lane.energy === held.energy && continueLane(lane, energy, noiseOf(index)))
  if (stage.motion?.energy === held.energy) continueMotion(stage.motion, energy)
  stage.playing = true
  touch()
}

/** The picture and the charts are read anew. */
export function touch(): void {
  stage.version++
  stage.revision++
}

export function isAtEnd(): boolean {
  return desk.tab !== 'motion' && stage.lanes.every(isDone)
}

/** One step of everything, for a person who wants to look closely. */
export function stepOnce(): void {
  stage.playing = false
  if (desk.tab === 'motion') {
    if (stage.motion) stepMotion(stage.motion)
  } else for (const lane of stage.lanes) if (lane.minimiser.state === 'going') stepLane(lane)
  touch()
}

/** What moves goes on when it is looked at. */
export function showTab(tab: Tab): void {
  desk.tab = tab
  due = 0
  stage.playing = tab === 'motion' ? stage.motion?.state === 'moving' : !isAtEnd()
  touch()
}

export function play(): void {
  if (isAtEnd()) restart()
  else stage.playing = !stage.playing
  due = 0
}

/** @param elapsed ms since the last frame @param now ms */
export function advance(elapsed: number, now: number): void {
  const end = performance.now() + BUDGET
  const moved = stage.playing && (desk.tab === 'motion' ? moveOn(elapsed, end) : desk.tab === 'descent' || desk.tab === 'landscape' ? descend(elapsed, end) : false)
  const { rest } = stage
  const shows = desk.tab === 'motion' || desk.tab === 'modes'
  const seeks = rest?.state === 'going' && (shows || !moved)
  if (rest && seeks) {
    do rest.step()
    while (rest.state === 'going' && performance.now() < end - 2)
    if (rest.state !== 'going') followed = 0
  }
  if (!moved && !seeks) return
  if (moved || shows) stage.version++
  if (now - followed < FOLLOW && (stage.playing || seeks)) return
  followed = now
  stage.revision++
}

function descend(elapsed: number, end: number): boolean {
  due = Math.min(due + (desk.speed * Math.min(elapsed, 100)) / 1000, desk.speed)
  let moved = false
  while (due >= 1 && performance.now() < end) {
    const going = stage.lanes.filter((lane) => !isDone(lane))
    if (going.length === 0) {
      stage.playing = false
      stage.revision++
      break
    }
    going.forEach(stepLane)
    due -= 1
    moved = true
  }
  if (due > 1 && Number.isFinite(due)) due = Math.min(due, desk.speed / 10)
  return moved
}

function moveOn(elapsed: number, end: number): boolean {
  const { motion } = stage
  if (!motion) return false
  due = Math.min(due + (desk.pace * Math.min(elapsed, 100)) / 1000, desk.pace)
  let moved = false
  while (due >= motion.dt && motion.state === 'moving' && performance.now() < end) {
    stepMotion(motion)
    due -= motion.dt
    moved = true
  }
  if (motion.state === 'diverged') stage.playing = false
  return moved
}

/** [2 nodes] of a position of what may move. */
export function shapeOf(position: ArrayLike<number>): Float64Array {
  const { energy } = stage
  const coordinates = structureShape(stage.structure)
  if (energy) scatter(energy.layout, position, coordinates)
  return coordinates
}
