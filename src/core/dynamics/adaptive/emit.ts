/**
 * Equations and a method with error control as a WebAssembly module of double precision. Two sweeps share a vector, and several vectors
 * advance together, since one step alone waits for its own results most of the time; each sweep has a time and a step of its own.
 */
import binaryen from 'binaryen'
import { derivativeName } from '../../formula/differentiate'
import type { Graph } from '../../formula/graph'
import type { Kept, Ref } from '../functions/body'
import type { Tolerances } from '../integrators/problem'
import { createWriter } from '../kernel/writer'
import type { Writer } from '../kernel/writer'
import type { PhaseTable } from '../phase'
import { arithmetic } from './arithmetic'
import { dormandPrinceMethod } from './dormand-prince'
import { writeJudgement } from './emit-control'
import { importedFunction, perLane, writeGraph } from './emit-graph'
import { adaptiveLayout, PHASE, timeOf } from './layout'
import { emitKeep } from './emit-keep'
import type { AdaptiveLayout } from './layout'
import type { Equations, Method, Norm } from './method'
import type { AdaptivePlan } from './plan'
import { rosenbrockMethod } from './rosenbrock'

/** Compiled sweeps: plain data that may be sent to a thread. */
export interface AdaptiveKernel {
  readonly kind: 'adaptive'
  readonly method: AdaptivePlan['method']
  readonly tolerances: Tolerances
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly layout: AdaptiveLayout
  readonly state: readonly string[]
  readonly initial: readonly number[]
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  readonly phase: PhaseTable | null
}

const PAGE = 65_536
const LANES_PER_VECTOR = 2
const VECTOR_BYTES = 16
const METHODS: Readonly<Record<AdaptivePlan['method'], Method>> = { 'dormand-prince': dormandPrinceMethod, rosenbrock: rosenbrockMethod }

interface Emission {
  readonly module: binaryen.Module
  readonly method: Method
  readonly equations: AdaptivePlan
  readonly layout: AdaptiveLayout
}

/** Beyond them the elimination, written out, has more values than an engine takes in one function. */
const LARGEST_IMPLICIT = 16

export function fitsKernel({ method, state }: AdaptivePlan): boolean {
  return method !== 'rosenbrock' || state.length <= LARGEST_IMPLICIT
}

/** A small system hides its waiting in a second vector, a large one has enough to do. */
function bestVectors({ state }: AdaptivePlan): number {
  return state.length <= 4 ? 2 : 1
}

/** @param vectors that advance together */
export function emitAdaptiveKernel(plan: AdaptivePlan, vectors = bestVectors(plan)): AdaptiveKernel {
  const method = METHODS[plan.method]
  const { state, parameters, parts, steps, duration } = plan
  const lanes = vectors * LANES_PER_VECTOR
  const layout = adaptiveLayout({ lanes, size: state.length, parameters: parameters.length, bends: method.bends, parts, steps, duration })
  const module = new binaryen.Module()
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128)
    const pages = Math.ceil(layout.bytes / PAGE)
    module.setMemory(pages, pages, 'memory')
    const emission = { module, method, equations: plan, layout }
    addFunction(module, 'begin', vectors, (writer, vector) => writeBegin(emission, writer, vector))
    module.addFunctionExport('begin', 'begin')
    addFunction(module, 'attempt', vectors, (writer, vector) => writeAttempt(emission, writer, vector))
    addLoop(module, layout, 'observe', layout.parts)
    addLoop(module, layout, 'trace', state.map((_, quantity) => quantity))
    if (!module.validate()) throw new Error('the adaptive kernel is not valid WebAssembly')
    const { tolerances, initial, omega, phase } = plan
    const bytes = new Uint8Array(module.emitBinary())
    return { kind: 'adaptive', method: plan.method, tolerances, bytes, layout, state, initial, omega, phase }
  } finally {
    module.dispose()
  }
}

/** A function that does the same for every vector, statement by statement in turn. */
function addFunction(module: binaryen.Module, name: string, vectors: number, write: (writer: Writer, vector: number) => void): void {
  const writers: Writer[] = []
  for (let vector = 0; vector < vectors; vector++) {
    const first = writers.reduce((sum, writer) => sum + writer.vectors(), 0)
    const writer = createWriter(module, first)
    write(writer, vector)
    writers.push(writer)
  }
  const longest = Math.max(...writers.map(({ statements }) => statements.length))
  const woven = Array.from({ length: longest }, (_, k) => writers.flatMap(({ statements }) => statements.slice(k, k + 1))).flat()
  const locals = writers.flatMap((writer) => Array.from({ length: writer.vectors() }, () => binaryen.v128))
  module.addFunction(name, binaryen.none, binaryen.none, locals, module.block(null, woven))
}

interface Memory {
  readonly load: (address: number, row?: number) => Kept
  readonly store: (value: Kept, address: number, row?: number) => void
}

function memoryOf({ layout }: Emission, { module, keep, statements }: Writer, vector: number): Memory {
  const at = (address: number, row: number): number => address + 8 * layout.lanes * row + VECTOR_BYTES * vector
  const zero = (): Ref => module.i32.const(0)
  return {
    load: (address, row = 0) => keep(module.v128.load(at(address, row), VECTOR_BYTES, zero())),
    store: (value, address, row = 0) => void statements.push(module.v128.store(at(address, row), VECTOR_BYTES, zero(), value()))
  }
}

/** The slope at the start, in lanes that begin a sweep. */
function writeBegin(emission: Emission, writer: Writer, vector: number): void {
  const { layout, equations } = emission
  const { load, store } = memoryOf(emission, writer, vector)
  const { select } = arithmetic(writer)
  const isFresh = load(layout.freshAt)
  const y = equations.state.map((_, i) => load(layout.stateAt, i))
  const slope = equationsOf(emission, writer, load).slope(load(layout.reachedAt), y)
  slope.forEach((value, i) => store(select(isFresh, value, load(layout.slopeAt, i)), layout.slopeAt, i))
}

/** Moves on where the last attempt counted, then tries a step and judges it. */
function writeAttempt(emission: Emission, writer: Writer, vector: number): void {
  const { layout, equations, method } = emission
  const { load, store } = memoryOf(emission, writer, vector)
  const { select, and } = arithmetic(writer)
  const wasAccepted = load(layout.acceptedAt)
  const moved = (from: number, to: number): readonly Kept[] =>
    equations.state.map((_, i) => {
      const value = select(wasAccepted, load(to, i), load(from, i))
      store(value, from, i)
      return value
    })
  const y = moved(layout.stateAt, layout.nextAt)
  const slope = method.isLinearlyImplicit ? [] : moved(layout.slopeAt, layout.nextSlopeAt)
  const [t, h] = [load(layout.reachedAt), load(layout.nextStepAt)]
  const start = { t, h, y, slope }
  const { next, nextSlope, error, bends } = method.write(writer, equationsOf(emission, writer, load), start, normOf(emission, writer))
  next.forEach((value, i) => store(value, layout.nextAt, i))
  nextSlope?.forEach((value, i) => store(value, layout.nextSlopeAt, i))
  bends.forEach((values, bend) => values.forEach((value, i) => store(value, layout.bendsAt, bend * layout.size + i)))
  const end = timeOf(layout, layout.steps - 1)
  const judged = writeJudgement(writer, method.control, end, { t, h, error, memory: load(layout.memoryAt) })
  const isActive = load(layout.activeAt)
  store(t, layout.timeAt)
  store(h, layout.stepAt)
  store(judged.reached, layout.reachedAt)
  store(judged.nextStep, layout.nextStepAt)
  store(judged.memory, layout.memoryAt)
  store(and(judged.isAccepted, isActive), layout.acceptedAt)
  store(and(judged.isFailed, isActive), layout.failedAt)
}

/** `name()`: attempts until a lane has come to its end, or failed. */
function addLoop(module: binaryen.Module, layout: AdaptiveLayout, name: string, wanted: readonly number[]): void {
  const keep = `${name} keep`
  emitKeep(module, layout, keep, wanted)
  const body = module.block(null, [
    module.call('attempt', [], binaryen.none),
    module.br('again', module.i32.eqz(module.call(keep, [], binaryen.i32)))
  ])
  module.addFunction(name, binaryen.none, binaryen.none, [], module.loop('again', body))
  module.addFunctionExport(name, name)
}

function equationsOf({ equations, layout, module }: Emission, writer: Writer, load: Memory['load']): Equations {
  const { state, slopes, derivatives } = equations
  const parameters = equations.parameters.map((name, k): [string, Kept] => [name, load(layout.parametersAt, k)])
  const inputs = (graph: Graph, t: Kept, y: readonly Kept[]): ReadonlyMap<string, Kept> => {
    const named = state.map((name, i): [string, Kept] => [name, y[i] ?? t])
    const needsPhase = graph.nodes.some((node) => node.op === 'input' && node.name === 'phase')
    const phase = needsPhase ? [['phase', writer.keep(perLane(module, importedFunction(module, PHASE, 'at', 1), [t]))] as const] : []
    return new Map([...parameters, ...named, ['t', t], ...phase])
  }
  return {
    slope: (t, y) => state.map(writeGraph(writer, slopes, inputs(slopes, t, y))),
    linearised: (t, y) => {
      if (!derivatives) throw new RangeError('the method needs derivatives')
      const output = writeGraph(writer, derivatives, inputs(derivatives, t, y))
      const finite = (name: string): Kept => finiteOrZero(writer, output(name))
      return {
        slope: state.map(output),
        jacobian: state.map((name) => state.map((wrt) => finite(derivativeName(name, wrt)))),
        timeSlope: state.map((name) => finite(derivativeName(name, 't')))
      }
    }
  }
}

/** Where a derivative does not exist (|z| at 0) it counts as 0. */
function finiteOrZero(writer: Writer, value: Kept): Kept {
  const { greater, constant, abs, select } = arithmetic(writer)
  return select(greater(constant(Infinity), abs(value)), value, constant(0))
}

/** As errorNorm in integrators/problem.ts. */
function normOf({ equations: { tolerances: { relative, absolute } } }: Emission, writer: Writer): Norm {
  const { constant, add, mul, div, abs, max, sqrt } = arithmetic(writer)
  return (error, y, next) => {
    const squares = error.map((value, i) => {
      const scale = add(constant(absolute), mul(constant(relative), max(abs(y[i] ?? value), abs(next[i] ?? value))))
      const share = div(value, scale)
      return mul(share, share)
    })
    return sqrt(div(squares.reduce(add), constant(error.length)))
  }
}
