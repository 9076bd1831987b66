/**
 * Kernels that differ only in how they keep the machine busy, before one is used: all must give the bits of the first on
 * made-up numbers, and how long a step takes decides.
 */
import type { FusedInstance } from '../../core/compile/3-emit/wasm/instance'
import { vectorOf } from '../../core/network/state'
import type { Vectors } from '../../core/network/state'

/** Rounds in which each kernel is called twice, since another was at work before; its shortest second call counts. */
const ROUNDS = 7
/** No round begins after so many milliseconds. */
const PATIENCE = 200

/**
 * The kernels' states are left to be set.
 * @param kernels the plainest first
 * @param start a state to begin with
 * @returns milliseconds of a step of each; infinitely many where the bits are not those of the first
 */
export function stepTimes(kernels: readonly FusedInstance[], start: Vectors<Float32Array>): number[] {
  const [plainest] = kernels
  kernels.forEach(fillInputs)
  const times = kernels.map(() => Infinity)
  const since = performance.now()
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() - since < PATIENCE); round++) {
    kernels.forEach((kernel, index) => {
      begin(kernel, start)
      kernel.run(kernel.capacity)
      begin(kernel, start)
      const from = performance.now()
      kernel.run(kernel.capacity)
      times[index] = Math.min(times[index], (performance.now() - from) / kernel.capacity)
    })
  }
  return times.map((time, index) => (isSame(results(kernels[index]), results(plainest)) ? time : Infinity))
}

/** Any numbers of the size that scaled inputs have; the scalars of a step among them, which must not be zero. */
export function fillInputs({ inputs }: FusedInstance): void {
  for (const view of Object.values(inputs)) view.forEach((_, index) => (view[index] = 0.6 + 0.5 * Math.sin(1.7 * index)))
}

function begin({ states }: FusedInstance, start: Vectors<Float32Array>): void {
  for (const [name, state] of Object.entries(states)) state.set(vectorOf(start, name))
}

function results({ states, outputs }: FusedInstance): Uint32Array[] {
  return [...Object.values(states), ...Object.values(outputs)].map((view) => new Uint32Array(view.slice().buffer))
}

function isSame(a: readonly Uint32Array[], b: readonly Uint32Array[]): boolean {
  return a.every((vector, at) => vector.every((bits, index) => bits === b[at][index]))
}
