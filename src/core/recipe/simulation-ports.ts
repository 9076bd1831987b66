/** What the network of a simulated system sees and says: parameters and response trade places with what it learns. */
import { axesOf, coarseExtent, observedExtent, sizeOfExtent } from './axes'
import type { Extent } from './axes'
import { courseInWords } from './course-in-words'
import { observedSymbol } from './observed'
import type { Ports } from './ports'
import { drawnPriors, priorInWords, priorQuantile } from './priors'
import type { SimulationRecipe } from './schema'
import { along, listed } from './targets'
import type { Said, Target } from './targets'

type Seen = Pick<Ports, 'shape' | 'axes' | 'inputs' | 'input' | 'seen' | 'sample'>

export function simulationPorts(recipe: SimulationRecipe): Ports {
  const { learn } = recipe
  const whole = observedExtent(recipe)
  switch (learn.kind) {
    case 'parameters':
      return { ...response(recipe, whole), ...listed(parametersOf(recipe)), output: 'parameters' }
    case 'response':
      return { ...parameters(recipe), ...responseSaid(recipe, whole), output: 'response' }
    case 'clean':
      return { ...response(recipe, coarseExtent(whole, learn.coarse)), ...responseSaid(recipe, whole), output: 'clean' }
    case 'itself':
      return { ...response(recipe, whole), ...responseSaid(recipe, whole), output: 'reconstruction' }
  }
}

function response(recipe: SimulationRecipe, extent: Extent): Seen {
  const { shape, axes } = extent
  return { shape, axes, inputs: sizeOfExtent(extent), input: 'response', seen: seenInWords(recipe, extent), sample: recipe.observation.rows ? 'map' : 'response' }
}

function parameters(recipe: SimulationRecipe): Seen {
  const priors = drawnPriors(recipe.system)
  const words = priors.map((prior) => `${prior.name}${prior.unit ? ` (${prior.unit})` : ''}, ${priorInWords(prior)}`)
  return { shape: [priors.length], axes: [], inputs: priors.length, input: 'parameters', seen: `the parameters ${words.join('; ')}`, sample: 'set of parameters' }
}

function responseSaid(recipe: SimulationRecipe, answer: Extent): Said {
  return along({ name: observedSymbol(recipe), unit: '', span: null, range: null }, answer)
}

function parametersOf({ system }: SimulationRecipe): readonly Target[] {
  return drawnPriors(system).map((prior) => {
    const { name, unit } = prior
    return { name, unit, span: [priorQuantile(prior, 0), priorQuantile(prior, 1)], range: priorInWords(prior) }
  })
}

function seenInWords(recipe: SimulationRecipe, { axes }: Extent): string {
  const { rows } = recipe.observation
  const [bins, lines] = [axes.at(-1)?.count, axes[0]?.count]
  const means = recipe.learn.kind === 'clean' && recipe.learn.coarse > 1 ? `, means over ${recipe.learn.coarse} neighbours along each axis` : ''
  const curve = `${observedSymbol(recipe)} along a sweep of omega ${courseInWords(recipe.sweep)}, resampled to ${bins} bins`
  if (!rows) return `${curve}${means}, dimensionless`
  const unit = axesOf(recipe)[0]?.unit
  return `${curve}, for each of ${lines} values of ${rows.parameter} from ${axes[0]?.from} to ${axes[0]?.to}${unit ? ` ${unit}` : ''}${means}: a map, row after row, dimensionless`
}
