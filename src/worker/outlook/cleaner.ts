/** A network that cleans, beside what it is given and beside a plain cure whose widths were chosen on other maps, all on held-out ones. */
import type { Assessment } from '../../core/contract/outlook'
import { bestWidths, blurred, enlarged, squaredDistance, type Grid } from '../../core/network/plain-cure'
import { observedExtent } from '../../core/recipe/axes'
import type { SimulationRecipe } from '../../core/recipe/schema'
import type { SampleSource } from '../../core/samples/source'
import type { TrainingEngine } from '../engines/engine'
import { drawSet, type SampleSet } from '../runs/validation'

type Cleaner = Extract<Assessment, { kind: 'cleaner' }>

/** Maps on which the plain cure is chosen, and on which all three are judged. */
const CHOSEN_ON = 24
const JUDGED_ON = 64

export async function assessCleaner(recipe: SimulationRecipe, source: SampleSource, engine: Pick<TrainingEngine, 'predict'>): Promise<Omit<Cleaner, 'batch'>> {
  const grid = gridOf(recipe)
  const factor = recipe.learn.kind === 'clean' ? recipe.learn.coarse : 1
  const tried = drawSet(source, { kind: 'sample', batch: 0, first: 0, count: CHOSEN_ON })
  const large = (set: SampleSet): readonly Float64Array[] => each(set.x, set.count).map((map) => enlarged(map, factor, grid))
  const widths = bestWidths(large(tried), each(tried.truth, tried.count), grid)
  const set = drawSet(source, { kind: 'validation', batch: 0, first: 0, count: JUDGED_ON })
  const clean = each(set.truth, set.count)
  const rms = (maps: readonly ArrayLike<number>[]): number => Math.sqrt(maps.reduce((sum, map, k) => sum + squaredDistance(map, clean[k] ?? []), 0) / set.truth.length)
  const { value } = await engine.predict(set.x, set.count)
  return {
    kind: 'cleaner',
    count: set.count,
    given: rms(each(set.x, set.count).map((map) => repeated(map, factor, grid))),
    plain: { widths: [...widths], rmse: rms(large(set).map((map) => blurred(map, grid, widths))) },
    network: rms(each(value, set.count))
  }
}

/** A curve is one row. */
export function gridOf(recipe: SimulationRecipe): Grid {
  const { axes } = observedExtent(recipe)
  return { rows: axes.length > 1 ? (axes[0]?.count ?? 1) : 1, columns: axes.at(-1)?.count ?? 1 }
}

function each(maps: Float32Array, count: number): readonly Float32Array[] {
  const size = maps.length / count
  return Array.from({ length: count }, (_, k) => maps.subarray(k * size, (k + 1) * size))
}

/** Each coarse number in all of its cells. */
function repeated(map: Float32Array, factor: number, { rows, columns }: Grid): Float32Array {
  const high = rows > 1 ? factor : 1
  return Float32Array.from({ length: rows * columns }, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns / high), Math.floor((cell % columns) / factor)]
    return map[row * (columns / factor) + column] ?? NaN
  })
}
