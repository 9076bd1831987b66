/**
 * The sweep kernel compiled once for all simulation threads, with V8's joined vectors (see engines/wide-vectors.ts) where a trial shows that
 * they give the same bits in less time: 1.3 to 2.1 times faster on the bundled recipes. A compiled module is shared by the threads it
 * is sent to, so that V8's flags, which belong to the process, are touched here alone, before any of them starts.
 */
import type { SimdKernel } from '../../core/dynamics/kernel/emit'
import { compileModule } from '../../core/dynamics/kernel/web-assembly'
import { simulatorOf } from '../../core/dynamics/simulator'
import type { Recipe, SimulationRecipe } from '../../core/recipe/schema'
import type { SampleProgram } from '../../core/samples/program'
import { MAY_JOIN_VECTORS, optimised } from '../engines/wide-vectors'

/** Each kernel is timed so often, and its shortest time counts; or until the trial has taken so many milliseconds. */
const ROUNDS = 7
const PATIENCE = 100
/**
 * A section of the format that means nothing, with a name of one letter: V8 keeps one compilation for the same bytes, and these are to be
 * compiled twice.
 */
const NAMED_J = [0, 2, 1, 'j'.charCodeAt(0)]

/** The program as it came where there is nothing to gain: no SIMD kernel, another processor, a set that is simulated once. */
export function withJoinedVectors(program: SampleProgram, recipe: Recipe): SampleProgram {
  if (program.kind !== 'simulation' || program.kernel.kind !== 'simd' || recipe.kind !== 'simulation') return program
  if (!MAY_JOIN_VECTORS || recipe.training.samples.kind === 'fixed') return program
  return { kind: 'simulation', kernel: fasterOf(candidate(recipe, program.kernel, false), candidate(recipe, program.kernel, true)) }
}

export interface Candidate {
  readonly kernel: SimdKernel
  /** [batch, inputs] of a trial batch. */
  readonly x: Float32Array
  readonly fill: () => void
}

/** The kernel compiled at once, with one trial batch made. */
export function candidate(recipe: SimulationRecipe, kernel: SimdKernel, joined: boolean): Candidate {
  const bytes = joined ? Uint8Array.from([...kernel.bytes, ...NAMED_J]) : kernel.bytes
  const make = (): Candidate => {
    const compiled = { ...kernel, bytes, compiled: compileModule(bytes) }
    const { inputs, parameters, fill } = simulatorOf(recipe, recipe.training.seed, compiled)
    const count = recipe.training.batch
    const [x, y] = [new Float32Array(count * inputs), new Float32Array(count * parameters.length)]
    return { kernel: compiled, x, fill: () => fill({ kind: 'sample', batch: 0, first: 0, count }, x, y) }
  }
  return optimised(joined, make, ({ fill }) => fill())
}

function fasterOf(plain: Candidate, joined: Candidate): SimdKernel {
  const [expected, bits] = [plain, joined].map(({ x }) => new Uint32Array(x.buffer))
  if (bits.some((word, k) => word !== expected[k])) return plain.kernel
  const times = [plain, joined].map(() => Infinity)
  const begin = performance.now()
  for (let round = 0; round < ROUNDS && performance.now() - begin < PATIENCE; round++) {
    ;[plain, joined].forEach(({ fill }, which) => {
      const start = performance.now()
      fill()
      times[which] = Math.min(times[which], performance.now() - start)
    })
  }
  return times[1] < times[0] ? joined.kernel : plain.kernel
}
