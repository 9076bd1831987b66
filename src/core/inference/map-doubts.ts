/** Reasons to doubt what was read from a map; they stand above the numbers. */
import type { Warning } from '../contract/characterization'
import type { MapParameter } from '../contract/map'
import { formatShort } from '../numbers/format'
import { drawnPriors, priorEnds, priorInWords } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { measuredCells } from './map-fit'
import type { FittedMap } from './map-reading'

/** Below this share of the map's variance explained, and below this many deviations of chance, there is nothing in it. */
const EXPLAINED = 0.02
/** More than half of it explained is a response, however alike neighbouring residuals are: what they are alike in is then misfit. */
const MOST_BY_CHANCE = 0.5
/** Deviations that decide. */
const SURE = 5
/** Misfit that matters, in shares of the largest number. */
const VISIBLE = 0.01
const MASKED = 0.3
const UNLIKE_NOISE = 1.5

/** null: simulated maps explain some of the map. */
export function noResonance({ data, fit, uncertainty }: FittedMap): Warning | null {
  const cells = measuredCells(data)
  if (cells.length === 0) return { code: 'map-elsewhere', message: 'No part of the map lies where the recipe sweeps: there are no numbers. Change the centre and the width, or the recipe.' }
  if (!fit || !uncertainty) return { code: 'map-undetermined', message: 'The map does not determine the parameters: there are no numbers.' }
  const mean = cells.reduce((sum, cell) => sum + data.values[cell], 0) / cells.length
  let [all, left] = [0, 0]
  for (const cell of cells) {
    all += (data.values[cell] - mean) ** 2
    left += (data.values[cell] - fit.model[cell]) ** 2
  }
  // Of pure noise each fitted number explains one part in as many as there are cells.
  const chance = (fit.free.length + SURE * Math.sqrt(2 * fit.free.length)) / uncertainty.independent
  const explained = 1 - left / all
  if (explained > Math.max(EXPLAINED, Math.min(chance, MOST_BY_CHANCE))) return null
  return { code: 'map-nothing', message: `There is no response of this kind in the map: simulated maps explain ${formatShort(Math.max(0, 100 * explained), 2)} % of what varies in it. There are no numbers.` }
}

export function mapDoubts(recipe: SimulationRecipe, { data, fit, uncertainty, scales }: FittedMap, parameters: readonly MapParameter[], masked: number): readonly Warning[] {
  if (!fit || !uncertainty) return []
  const { scatter, noise, reducedChiSquare, independent } = uncertainty
  const largest = measuredCells(data).reduce((most, cell) => Math.max(most, Math.abs(data.values[cell])), 0)
  const excess = Math.sqrt(Math.max(0, scatter ** 2 - noise ** 2))
  const warnings: Warning[] = []
  // Second differences know the noise as well as left/1.94 independent numbers would.
  if (reducedChiSquare > 1 + SURE * Math.sqrt((2 * 2.94) / independent) && excess > VISIBLE * largest) {
    warnings.push({ code: 'map-misfit', message: `The recipe's equation does not describe this map: it misses by ${formatShort((100 * excess) / largest, 2)} % of the largest number beside the noise. The errors below do not hold what that does to the parameters.` })
  }
  if (!fit.converged) warnings.push({ code: 'map-unfinished', message: 'The fit did not come to rest.' })
  warnings.push(...outside(recipe, parameters), ...disagreement(parameters))
  if (masked > MASKED * data.values.length) {
    warnings.push({ code: 'map-masked', message: `${formatShort((100 * masked) / data.values.length, 2)} % of the recipe's map was not measured; the network is shown the fit there.` })
  }
  const own = noise / Math.abs(scales.amplitude.gain === 'fitted' ? fit.values[parameters.length] : scales.amplitude.gain)
  const { noise: trained } = recipe.observation
  const isUnlike = own > UNLIKE_NOISE * trained || own < trained / UNLIKE_NOISE
  if (parameters.some(({ network }) => network) && isUnlike) {
    warnings.push({ code: 'map-noise', message: `The map's noise is ${formatShort(own, 2)} in units of the simulation, and the network was trained with ${formatShort(trained, 2)}: its own numbers may be worse, or its errors too large.` })
  }
  return warnings
}

function outside({ system }: SimulationRecipe, parameters: readonly MapParameter[]): readonly Warning[] {
  return drawnPriors(system).flatMap((prior, k) => {
    const fit = parameters[k]?.fit
    if (!fit) return []
    const [low, high] = priorEnds(prior)
    const beyond = Math.max(low - fit.value, fit.value - high)
    if (beyond <= Math.max(3 * fit.stderr, 1e-9 * (high - low))) return []
    return [{ code: 'map-outside', message: `${prior.name} = ${formatShort(fit.value, 3)} lies outside what the recipe draws (${priorInWords(prior)}), where no network has learnt to read. Centre, width or drive may be assumed wrongly.` }]
  })
}

function disagreement(parameters: readonly MapParameter[]): readonly Warning[] {
  return parameters.flatMap(({ name, fit, network }) => {
    if (!fit || !network) return []
    const apart = Math.abs(fit.value - network.value) / Math.hypot(fit.stderr, network.stderr)
    return apart > SURE ? [{ code: 'map-disagreement', message: `Network and fit disagree about ${name} by ${formatShort(apart, 2)} of their errors.` }] : []
  })
}
