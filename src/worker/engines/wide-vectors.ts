/**
 * A kernel as V8 compiles it best: at once by its optimising compiler, so that no step waits for it, and with neighbouring
 * 128-bit instructions joined into 256-bit ones where asked (x64 with AVX2; Intel's revectorisation pass, behind a flag that V8
 * calls experimental). Each lane computes what it computed before, so the bits stay; wasm-trial.ts sees that they do before a
 * kernel is used. Flags belong to the whole process: they are put back before this returns.
 */
import { setFlagsFromString } from 'node:v8'
import { instantiateFused, instantiateShared } from '../../core/compile/3-emit/wasm/instance'
import type { FusedInstance, SharedInstance } from '../../core/compile/3-emit/wasm/instance'
import type { FusedKernel } from '../../core/compile/3-emit/wasm/module'

/** Whether this processor's V8 can join vectors. */
export const MAY_JOIN_VECTORS = process.arch === 'x64'

/** A function is optimised, while its caller waits, when it has run for so long; V8's own budget is the larger one. */
const EAGER = ['--wasm-sync-tier-up', '--wasm-tiering-budget=1']
const USUAL = ['--no-wasm-sync-tier-up', '--wasm-tiering-budget=13000000']
/** Every function of the kernel has spent its budget after so many calls. */
const CALLS = 3

/** States and inputs are left to be set. */
export function instantiateOptimised(kernel: FusedKernel, joined: boolean): FusedInstance {
  return optimised(joined, () => instantiateFused(kernel), (instance) => instance.run(1))
}

/** All parts are compiled here: the other threads find them so, since a module's code is one for all that it is sent to. */
export function instantiateSharedOptimised(kernel: FusedKernel, joined: boolean): SharedInstance {
  const parts = Array.from({ length: kernel.threaded?.threads ?? 0 }, (_, part) => part)
  return optimised(joined, () => instantiateShared(kernel), (instance) => parts.forEach((part) => instance.pass(1, part)))
}

/** @param call runs every function of what was made once */
export function optimised<Made>(joined: boolean, make: () => Made, call: (made: Made) => void): Made {
  const flag = joined && MAY_JOIN_VECTORS ? ['experimental-wasm-revectorize'] : []
  const flags = (list: readonly string[]): void => list.forEach((one) => setFlagsFromString(one))
  flags([...EAGER, ...flag.map((name) => `--${name}`)])
  try {
    const made = make()
    for (let k = 0; k < CALLS; k++) call(made)
    return made
  } finally {
    flags([...USUAL, ...flag.map((name) => `--no-${name}`)])
  }
}
