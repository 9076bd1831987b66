/** What the network of a recipe sees and what it says, whatever kind the recipe is of. */
import type { Axis } from './axes'
import { priorInWords } from './priors'
import type { FunctionRecipe, PointsRecipe, Recipe } from './schema'
import { simulationPorts } from './simulation-ports'
import { listed } from './targets'
import type { Said } from './targets'

export interface Ports extends Said {
  /** One sample that the network sees: a list [n], or a map [height, width, channels]. */
  readonly shape: readonly number[]
  /** Along what it extends, in the order of the shape; none where a sample is just several numbers. */
  readonly axes: readonly Axis[]
  /** Numbers in it. */
  readonly inputs: number
  /** Names of input and output, in files and graphs. */
  readonly input: string
  readonly output: string
  /** What the input is, as a clause, and what one sample of it is called. */
  readonly seen: string
  readonly sample: string
}

export function portsOf(recipe: Recipe): Ports {
  switch (recipe.kind) {
    case 'simulation':
      return simulationPorts(recipe)
    case 'function':
      return functionPorts(recipe)
    case 'points':
      return pointsPorts(recipe)
  }
}

function functionPorts({ function: { inputs, outputs } }: FunctionRecipe): Ports {
  const variables = inputs.map((prior) => `${prior.name}${prior.unit ? ` (${prior.unit})` : ''}, ${priorInWords(prior)}`)
  return {
    shape: [inputs.length],
    axes: [],
    inputs: inputs.length,
    input: 'variables',
    output: 'values',
    seen: `the variables ${variables.join('; ')}`,
    sample: 'point',
    ...listed(outputs.map(({ name, unit }) => ({ name, unit, span: null, range: null })))
  }
}

function pointsPorts({ points: { inputs, outputs } }: PointsRecipe): Ports {
  const columns = inputs.map(({ name, unit }) => (unit ? `${name} (${unit})` : name))
  const said = outputs.kind === 'values' ? outputs.columns : outputs.classes.map((name) => ({ name, unit: '' }))
  return {
    shape: [inputs.length],
    axes: [],
    inputs: inputs.length,
    input: 'variables',
    output: outputs.kind === 'values' ? 'values' : 'probabilities',
    seen: `the columns ${columns.join(', ')} of a table`,
    sample: 'point',
    ...listed(said.map(({ name, unit }) => ({ name, unit, span: null, range: null })))
  }
}
