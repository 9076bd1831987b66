/** The network of a run's last checkpoint on the test set, which is drawn from streams of its own. */
import { SharkfinError } from '../../core/contract/errors'
import type { TestResult } from '../../core/contract/run'
import type { WorkerRequest } from '../../core/contract/worker'
import { portsOf } from '../../core/recipe/ports'
import { createOnnxruntimeEngine } from '../engines/onnxruntime'
import { readCheckpoint, readingOf } from '../runs/checkpoint'
import { createReader, drawSet, metricsOf } from '../runs/validation'
import { createSamples } from '../../core/samples/open'

/** @throws SharkfinError `points-no-test-set`, `checkpoint-...`, `formula-...` */
export async function testRun({ folder }: Extract<WorkerRequest, { kind: 'test' }>): Promise<TestResult> {
  const checkpoint = await readCheckpoint(folder)
  const { recipe, state } = checkpoint
  const best = readingOf(checkpoint)
  const count = recipe.kind === 'points' ? recipe.points.test : recipe.training.validationSweeps
  if (count === 0) throw noTestSet()
  const set = drawSet(await createSamples(recipe), { kind: 'test', batch: 0, first: 0, count })
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1, state: { vectors: { ...state.vectors, ...best.vectors }, step: best.step } })
  try {
    const reading = await createReader(recipe, engine)(set)
    const parameters = portsOf(recipe).targets.map(({ name }) => name)
    return { batch: best.step, count, loss: reading.loss, metrics: metricsOf(parameters, reading) }
  } finally {
    await engine.dispose()
  }
}

function noTestSet(): SharkfinError {
  return new SharkfinError({
    code: 'points-no-test-set',
    message: 'This run was trained without rows for a test set.',
    remedy: 'Hold some rows out a third time, under Points in the recipe, and train again.'
  })
}
