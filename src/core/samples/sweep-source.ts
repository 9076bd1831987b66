/** Simulated sweeps as samples: the observed response, and the parameters behind it. */
import type { Simulator } from '../dynamics/simulator'
import type { SampleSource } from './source'

export function sweepSource({ bins, parameters, fill }: Simulator): SampleSource {
  return { inputs: bins, outputs: parameters.length, fill }
}
