/** Simulated sweeps, or maps of them, as samples: the observed response, and the parameters behind it. */
import type { Simulator } from '../dynamics/simulator'
import type { SampleSource } from './source'

export function sweepSource({ inputs, parameters, fill }: Simulator): SampleSource {
  return { inputs, outputs: parameters.length, fill }
}
