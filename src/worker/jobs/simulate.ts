/** Simulated samples as a file; its ending says of what kind. */
import { extname } from 'node:path'
import type { z } from '../../core/contract/zod'
import type { simulateResultSchema } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Simulator } from '../../core/dynamics/simulator'
import { writeCsv } from '../samples/write-csv'
import { writeNpz } from '../samples/write-npz'

type WriteSamples = (simulator: Simulator, count: number, seed: number, out: string) => Promise<void>

const WRITERS: Readonly<Record<string, WriteSamples>> = { '.csv': writeCsv, '.npz': writeNpz }

/** @throws SharkfinError `formula-...`, `out-ending`, `out-not-writable`, `out-too-large` */
export async function simulate(request: Extract<WorkerRequest, { kind: 'simulate' }>): Promise<z.infer<typeof simulateResultSchema>> {
  const { recipe, count, seed, out } = request
  const start = performance.now()
  const write = WRITERS[extname(out).toLowerCase()]
  if (!write) throw unknownEnding(out)
  const simulator = await createSimulator(recipe, seed)
  try {
    await write(simulator, count, seed, out)
  } catch (thrown) {
    throw isFromFileSystem(thrown) ? notWritable(out, thrown) : thrown
  }
  return { samples: count, seconds: (performance.now() - start) / 1000, out }
}

function isFromFileSystem(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'syscall' in thrown
}

function unknownEnding(out: string): SharkfinError {
  const ending = extname(out)
  return new SharkfinError({
    code: 'out-ending',
    message: ending ? `Samples are not written as "${ending}".` : 'The name of the file has no ending that says how to write the samples.',
    remedy: 'Name a file that ends in .csv (sweeps in full, as text) or in .npz (samples and parameters, as arrays for NumPy).',
    place: { file: out }
  })
}

function notWritable(out: string, error: Error): SharkfinError {
  return new SharkfinError({
    code: 'out-not-writable',
    message: `The file could not be written: ${error.message}.`,
    remedy: 'Name another file with --out.',
    place: { file: out }
  })
}
