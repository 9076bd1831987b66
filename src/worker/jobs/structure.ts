/** What is asked about a structure of masses and springs and takes longer than a frame. */
import type { Analysis, AnalysisAnswer, AnalysisResult } from '../../core/contract/structure'
import type { WorkerRequest } from '../../core/contract/worker'
import { createEnergy, type Energy } from '../../core/structures/energy'
import { createHessian } from '../../core/structures/hessian'
import { coordinatePlane, landscape, pathPlane, project, randomPlane, type Plane } from '../../core/structures/landscape'
import { largestCurvature, massWeighted } from '../../core/structures/largest-curvature'
import { followStart, joinMinima, type Minimum } from '../../core/structures/minima'
import { lowestCurvatures, normalModes, refuseTooLarge } from '../../core/structures/modes'

type Asked<What extends Analysis['what']> = Extract<Analysis, { what: What }>

const analyses: { readonly [What in Analysis['what']]: (energy: Energy, asked: Asked<What>) => Promise<AnalysisAnswer<What>> } = {
  minima,
  stability: async (energy, { positions, count }) => {
    refuseTooLarge(energy)
    const curvatures: Float64Array[] = []
    for (const position of positions) {
      curvatures.push(lowestCurvatures(energy, position, count))
      await breathe()
    }
    return { what: 'stability', curvatures }
  },
  modes: async (energy, { position, count }) => {
    refuseTooLarge(energy)
    return { what: 'modes', modes: normalModes(energy, position, count) }
  },
  limits: async (energy, { position }) => {
    const hessian = createHessian(energy)
    hessian.at(position)
    const square = largestCurvature(massWeighted(hessian, energy.masses))
    return { what: 'limits', curvature: largestCurvature(hessian), frequency: Math.sqrt(Math.max(0, square)) }
  },
  landscape: async (energy, asked) => overPlane(energy, asked)
}

/** @throws SharkfinError whose code begins with `formula-` or `structure-` */
export function analyse({ structure, analysis }: Extract<WorkerRequest, { kind: 'structure' }>): Promise<AnalysisResult> {
  return run(createEnergy(structure), analysis)
}

function run<What extends Analysis['what']>(energy: Energy, analysis: Asked<What>): Promise<AnalysisResult> {
  const work: (energy: Energy, asked: Asked<What>) => Promise<AnalysisResult> = analyses[analysis.what as What]
  return work(energy, analysis)
}

async function minima(energy: Energy, { spread, seed, first, count }: Asked<'minima'>): Promise<AnalysisAnswer<'minima'>> {
  let found: Minimum[] = []
  let lost = 0
  for (let number = first; number < first + count; number++) {
    const end = followStart(energy, { spread, seed }, number)
    if (end) found = joinMinima(found, [end], spread)
    else lost++
    await breathe()
  }
  return { what: 'minima', minima: found, lost }
}

/** The heartbeat goes out between two pieces of work. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function overPlane(energy: Energy, { centre, plane: wanted, path, range, points }: Asked<'landscape'>): AnalysisAnswer<'landscape'> {
  const plane = planeOf(wanted, centre, path)
  const projected = project(plane, path)
  const [x, y] = range ? [range, range] : [rangeAround(projected.x), rangeAround(projected.y)]
  return { what: 'landscape', ...landscape(energy, plane, x, y, points), path: projected }
}

function planeOf(wanted: Asked<'landscape'>['plane'], centre: Float64Array, path: readonly Float64Array[]): Plane {
  if (wanted.kind === 'coordinates') return coordinatePlane(centre, wanted.first, wanted.second)
  return wanted.kind === 'random' ? randomPlane(centre, wanted.seed) : pathPlane(path, centre)
}

/** As wide as the path and half as much again; where it has no width, one unit to each side. */
function rangeAround(values: Float64Array): readonly [number, number] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const width = Math.max(high - low, 0.5)
  return [low - width / 3, high + width / 3]
}
