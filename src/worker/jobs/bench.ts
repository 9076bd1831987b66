/** The rows of `bench`; each names its peer and is measured in alternation with it. */
import type { BenchResult, BenchRow } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { WorkerRequest } from '../../core/contract/worker'
import { benchDuffingCurve } from '../bench/duffing-curve'
import { benchMlpStep, benchMlpStepOnnxruntime } from '../bench/mlp-step'
import { benchSweeps } from '../bench/sweeps'
import type { JobContext, ThreadEntries } from './context'

type BenchRequest = Extract<WorkerRequest, { kind: 'bench' }>

const ROWS: Readonly<Record<string, (request: BenchRequest, threads: ThreadEntries) => Promise<BenchRow>>> = {
  'sweeps-32': ({ recipe }) => benchSweeps(recipe, 32),
  'sweeps-4096': ({ recipe }) => benchSweeps(recipe, 4096),
  'mlp-step': ({ recipe }) => benchMlpStep(recipe),
  'mlp-step-onnxruntime': ({ recipe }) => benchMlpStepOnnxruntime(recipe),
  'duffing-curve': ({ recipe, python, resources }, threads) => benchDuffingCurve({ recipe, threads, python, resources })
}

/** @throws SharkfinError `bench-unknown`, `bench-no-jax` */
export async function bench(request: BenchRequest, { threads }: JobContext): Promise<BenchResult> {
  const result: BenchResult = {}
  for (const name of request.names ?? Object.keys(ROWS)) {
    const row = ROWS[name]
    if (!row) throw unknownRow(name)
    result[name] = await row(request, threads)
  }
  return result
}

function unknownRow(name: string): SharkfinError {
  return new SharkfinError({
    code: 'bench-unknown',
    message: `There is no measurement "${name}".`,
    remedy: `Name one of: ${Object.keys(ROWS).join(', ')}.`
  })
}
