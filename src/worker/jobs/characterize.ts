/**
 * Physical parameters of a measured file. A file that `simulate` wrote is refined on its own equation, and read by the
 * trained network as well where one is given.
 */
import type { Characterization, Group, Warning } from '../../core/contract/characterization'
import type { WorkerRequest } from '../../core/contract/worker'
import { characterize } from '../../core/inference/characterize'
import { refineSimulatedMap, simulatedMaps, type SimulatedMap } from '../../core/inference/simulated-maps'
import { isReadable, refineSimulated } from '../../core/inference/simulated-sweep'
import type { Simulated } from '../../core/measurement/simulated'
import type { MeasuredSweep } from '../../core/measurement/sweep'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { loadMeasurement } from '../measurement/load-measurement'
import { openReader, type NetworkReader, type Reading } from '../measurement/network-reader'

type CharacterizeRequest = Extract<WorkerRequest, { kind: 'characterize' }>

/** @throws SharkfinError `file-...`, `sweeps-missing`, `model-...`, `checkpoint-...` */
export async function characterizeSource(request: CharacterizeRequest): Promise<Characterization> {
  const { source, options, model } = request
  const { sweeps, simulated } = await loadMeasurement(source, options)
  if (!simulated) return characterize(sweeps, options)
  const reader = model === null ? null : await openReader(model)
  try {
    return await characterizeSimulated(sweeps, simulated, reader, request)
  } finally {
    await reader?.close()
  }
}

async function characterizeSimulated(
  sweeps: readonly MeasuredSweep[],
  simulated: Simulated,
  reader: NetworkReader | null,
  { recipes, options }: CharacterizeRequest
): Promise<Characterization> {
  const recipe = [...(reader ? [reader.recipe] : []), ...recipes].find(({ name }) => name === simulated.recipe)
  if (simulated.law !== null) return withWarning(characterize(sweeps, options), notLinear(simulated.law))
  if (!recipe || !isReadable(recipe)) return characterize(sweeps, options)
  if (recipe.observation.rows) {
    const maps = simulatedMaps(recipe, simulated, sweeps)
    return maps.length > 0 ? { joint: await readMaps(maps, reader), sweeps: [], all: null } : characterize(sweeps, options)
  }
  const groups: Group[] = []
  for (const sweep of sweeps) groups.push(await readSimulated(recipe, simulated, sweep, reader))
  return { joint: [], sweeps: groups, all: null }
}

async function readMaps(maps: readonly SimulatedMap[], reader: NetworkReader | null): Promise<Group[]> {
  const groups: Group[] = []
  for (const map of maps) groups.push(joined(await refineSimulatedMap(map), reader && (await reader.readMap(map))))
  return groups
}

async function readSimulated(
  recipe: SimulationRecipe,
  simulated: Simulated,
  sweep: MeasuredSweep,
  reader: NetworkReader | null
): Promise<Group> {
  const group = refineSimulated(recipe, simulated, sweep)
  if (!reader) return group
  return joined(group, await reader.read(simulated, sweep))
}

function joined(group: Group, read: Reading | null): Group {
  if (!read) return group
  return 'warning' in read ? { ...group, warnings: [...group.warnings, read.warning] } : { ...group, network: read.parameters }
}

/** Refinement knows the steady state, and the equation along a linear sweep. */
function notLinear(law: string): Warning {
  return {
    code: 'sweep-law',
    message: `This sweep followed omega(t) = ${law}, not a straight line: it was fitted as if it were slow, and ringing after fast parts counts as misfit.`
  }
}

function withWarning({ joint, sweeps, all }: Characterization, warning: Warning): Characterization {
  const warned = (group: Group): Group => ({ ...group, warnings: [warning, ...group.warnings] })
  return { joint: joint.map(warned), sweeps: sweeps.map(warned), all: all && warned(all) }
}
