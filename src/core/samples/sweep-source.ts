/** Simulated sweeps, or maps of them, as samples: what the network is given and what it learns to say, by what the recipe learns. */
import type { Simulator } from '../dynamics/simulator'
import type { SampleRange } from '../random/draw'
import { createNoise } from '../random/noise'
import { observedExtent } from '../recipe/axes'
import { portsOf } from '../recipe/ports'
import type { SimulationRecipe } from '../recipe/schema'
import { blockMeans } from './block-means'
import type { SampleSource } from './source'

type Fill = SampleSource['fill']

/** @param seed unsigned 32-bit integer */
export function sweepSource(recipe: SimulationRecipe, seed: number, simulator: Simulator): SampleSource {
  const { inputs, outputs } = portsOf(recipe)
  return { inputs, outputs, fill: fillOf(recipe, seed, simulator) }
}

function fillOf(recipe: SimulationRecipe, seed: number, { fill, fillClean, parameters, inputs }: Simulator): Fill {
  const { learn } = recipe
  const drawn = scratch(parameters.length)
  switch (learn.kind) {
    case 'parameters':
      return fill
    case 'response':
      return (range, x, y) => fill(range, y, x)
    case 'clean':
      return cleanFill(recipe, seed, (range, y) => fillClean(range, y, drawn(range)))
    case 'itself':
      return (range, x, y) => {
        fill(range, x, drawn(range))
        for (let k = 0; k < range.count * inputs; k++) y[k] = x[k] ?? NaN
      }
  }
}

/** The clean response first, and from it what is given: means over neighbours, then the noise of the instrument. */
function cleanFill(recipe: SimulationRecipe, seed: number, simulate: (range: SampleRange, y: Float32Array) => void): Fill {
  const { learn, observation } = recipe
  const { inputs } = portsOf(recipe)
  const addNoise = createNoise(observation.noise, inputs, seed)
  const means = blockMeans(observedExtent(recipe), learn.kind === 'clean' ? learn.coarse : 1)
  return (range, x, y) => {
    simulate(range, y)
    means(y, range.count, x)
    addNoise(range, x)
  }
}

/** Room for what nobody learns, as long as the longest range so far. */
function scratch(width: number): (range: SampleRange) => Float32Array {
  let room = new Float32Array()
  return ({ count }) => {
    if (room.length < count * width) room = new Float32Array(count * width)
    return room
  }
}
