/** What is asked about a structure of masses and springs and takes longer than a frame. */
import type { Analysis, AnalysisAnswer, AnalysisResult } from '../../core/contract/structure'
import type { WorkerRequest } from '../../core/contract/worker'
import { createEnergy, type Energy } from '../../core/structures/energy'
import { createHessian } from '../../core/structures/hessian'
import { landscape } from '../../core/structures/landscape'
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
    const hessian = createHessian(energy)
    hessian.at(positions[0] ?? energy.start)
    return { what: 'stability', curvatures, largest: largestCurvature(hessian) }
  },
  modes: async (energy, { position, count }) => {
    refuseTooLarge(energy)
    const hessian = createHessian(energy)
    hessian.at(position)
    return { what: 'modes', modes: normalModes(energy, position, count), largest: largestCurvature(massWeighted(hessian, energy.masses)) }
  },
  limits: async (energy, { position }) => {
    const hessian = createHessian(energy)
    hessian.at(position)
    const square = largestCurvature(massWeighted(hessian, energy.masses))
    return { what: 'limits', curvature: largestCurvature(hessian), frequency: Math.sqrt(Math.max(0, square)) }
  },
  way: async (energy, { positions }) => {
    const hessian = createHessian(energy)
    const curvatures = new Float64Array(positions.length)
    for (const [index, position] of positions.entries()) {
      hessian.at(position)
      curvatures[index] = largestCurvature(hessian)
      await breathe()
    }
    return { what: 'way', curvatures }
  },
  landscape: async (energy, { centre, u, v, x, y, points }) => ({ what: 'landscape', ...landscape(energy, { centre, u, v }, x, y, points) })
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
