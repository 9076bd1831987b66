/** What the network of a simulated system learns, as a clause: 'to read omega0, gamma from |z|'. */
import { observedSymbol } from './observed'
import { drawnPriors } from './priors'
import type { SimulationRecipe } from './schema'

export function learnInWords(recipe: SimulationRecipe): string {
  const parameters = drawnPriors(recipe.system).map(({ name }) => name).join(', ')
  const symbol = observedSymbol(recipe)
  const sample = recipe.observation.rows ? `maps of ${symbol}` : symbol
  switch (recipe.learn.kind) {
    case 'parameters':
      return `to read ${parameters} from ${sample}`
    case 'response':
      return `to say ${sample} for given ${parameters}`
    case 'clean':
      return `to say ${sample} without ${recipe.learn.coarse > 1 ? `noise and ${recipe.learn.coarse} times finer` : 'its noise'}`
    case 'itself':
      return `to say ${sample} again`
  }
}
