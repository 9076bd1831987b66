/** What the network of a recipe sees and what it says, whatever kind the recipe is of. */
import { courseInWords } from './course-in-words'
import { observedSymbol } from './observed'
import { drawnPriors, priorDeviation, priorInWords, priorQuantile } from './priors'
import type { FunctionRecipe, Recipe, SimulationRecipe } from './schema'

/** A number that the network learns to say. */
export interface Target {
  readonly name: string
  readonly unit: string
  /** Standard deviation over the samples; null where no formula gives it. */
  readonly deviation: number | null
  /** Where it is drawn from, as numbers and in words; null where it is computed. */
  readonly span: readonly [number, number] | null
  readonly range: string | null
}

export interface Ports {
  /** Numbers of one sample that the network sees. */
  readonly inputs: number
  /** Names of input and output, in files and graphs. */
  readonly input: string
  readonly output: string
  /** What the input is, as a clause, and what one sample of it is called. */
  readonly seen: string
  readonly sample: string
  readonly targets: readonly Target[]
}

export function portsOf(recipe: Recipe): Ports {
  return recipe.kind === 'simulation' ? simulationPorts(recipe) : functionPorts(recipe)
}

function simulationPorts(recipe: SimulationRecipe): Ports {
  const { system, observation, sweep } = recipe
  return {
    inputs: observation.bins,
    input: 'response',
    output: 'parameters',
    seen:
      `${observedSymbol(recipe)} along a sweep of omega ${courseInWords(sweep)}, ` +
      `resampled to ${observation.bins} bins, dimensionless`,
    sample: 'response',
    targets: drawnPriors(system).map((prior) => {
      const { name, unit } = prior
      return { name, unit, deviation: priorDeviation(prior), span: [priorQuantile(prior, 0), priorQuantile(prior, 1)], range: priorInWords(prior) }
    })
  }
}

function functionPorts({ function: { inputs, outputs } }: FunctionRecipe): Ports {
  const variables = inputs.map((prior) => `${prior.name}${prior.unit ? ` (${prior.unit})` : ''}, ${priorInWords(prior)}`)
  return {
    inputs: inputs.length,
    input: 'variables',
    output: 'values',
    seen: `the variables ${variables.join('; ')}`,
    sample: 'point',
    targets: outputs.map(({ name, unit }) => ({ name, unit, deviation: null, span: null, range: null }))
  }
}
