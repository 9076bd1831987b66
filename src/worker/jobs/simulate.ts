/**
 * Simulated sweeps as a CSV file that `characterize` reads back: comment lines say what made them, then one row for each
 * stored step. Columns omega, re, im, modulus (dimensionless) and sweep, the number of the sweep.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { z } from '../../core/contract/zod'
import { simulateResultSchema } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import { lawAsWord } from '../../core/measurement/simulated'
import type { SimulationRecipe } from '../../core/recipe/schema'

/** @throws SharkfinError `formula-...`, `out-not-writable` */
export async function simulate(request: Extract<WorkerRequest, { kind: 'simulate' }>): Promise<z.infer<typeof simulateResultSchema>> {
  const { recipe, count, seed, out } = request
  const start = performance.now()
  const simulator = await createSimulator(recipe, seed)
  const file = createWriteStream(out)
  const failed = once(file, 'error').then(([error]: unknown[]) => Promise.reject(notWritable(out, error)))
  const written = writeSweeps(simulator, recipe, count, seed, async (text) => {
    if (!file.write(text)) await once(file, 'drain')
  }).then(() => finished(file.end()))
  await Promise.race([written, failed])
  return { samples: count, seconds: (performance.now() - start) / 1000, out }
}

async function writeSweeps(
  simulator: Simulator,
  recipe: SimulationRecipe,
  count: number,
  seed: number,
  write: (text: string) => Promise<void>
): Promise<void> {
  const { from, to, duration, law } = recipe.sweep
  const course = `from=${from} to=${to} duration=${duration}${law === null ? '' : ` law=${lawAsWord(law)}`}`
  await write(`# sharkfin simulate recipe=${recipe.name} seed=${seed} ${course}\n`)
  const width = simulator.parameters.length
  const parameters = new Float32Array(width)
  const observed = new Float32Array(simulator.bins)
  const rows: string[] = []
  for (let sweep = 0; sweep < count; sweep++) {
    const range = { kind: 'sample', batch: 0, first: sweep, count: 1 } as const
    simulator.fill(range, observed, parameters)
    rows.push(`# sweep=${sweep} ${simulator.parameters.map((name, k) => `${name}=${parameters[k]}`).join(' ')}\n`)
    if (sweep === 0) rows.push('omega,re,im,modulus,sweep\n')
    const { omega, re, im, modulus } = simulator.trace(parameters, range)
    omega.forEach((frequency, k) => rows.push(`${Number(frequency.toPrecision(9))},${re[k]},${im[k]},${modulus[k]},${sweep}\n`))
    await write(rows.splice(0).join(''))
  }
}

function notWritable(out: string, error: unknown): SharkfinError {
  return new SharkfinError({
    code: 'out-not-writable',
    message: `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Name another file with --out.',
    place: { file: out }
  })
}
