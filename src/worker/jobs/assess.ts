/** How well the network of a run's last checkpoint does what it has learnt, beside what one would do without it, on held-out samples. */
import { SharkfinError } from '../../core/contract/errors'
import type { Assessment } from '../../core/contract/outlook'
import type { WorkerRequest } from '../../core/contract/worker'
import { createSimulator } from '../../core/dynamics/create-simulator'
import type { Recipe } from '../../core/recipe/schema'
import { createSamples } from '../../core/samples/open'
import type { EngineState, TrainingEngine } from '../engines/engine'
import { createOnnxruntimeEngine } from '../engines/onnxruntime'
import { createWasmEngine, wasmObjections } from '../engines/wasm'
import { assessCleaner } from '../outlook/cleaner'
import { assessSurrogate } from '../outlook/surrogate'
import { readCheckpoint, readingOf } from '../runs/checkpoint'
import { drawSet } from '../runs/validation'

/** What may be learnt that can be done otherwise too. */
const RIVALS = ['response', 'clean'] as const

/** @throws SharkfinError `assess-nothing`, `checkpoint-...`, `formula-...` */
export async function assess({ folder }: Extract<WorkerRequest, { kind: 'assess' }>): Promise<Assessment> {
  const checkpoint = await readCheckpoint(folder)
  const { recipe, state } = checkpoint
  const best = readingOf(checkpoint)
  if (recipe.kind !== 'simulation' || !RIVALS.some((kind) => kind === recipe.learn.kind)) throw nothing(recipe)
  const source = await createSamples(recipe)
  const engine = await openOn(recipe, { vectors: { ...state.vectors, ...best.vectors }, step: best.step })
  try {
    if (recipe.learn.kind === 'clean') return { ...(await assessCleaner(recipe, source, engine)), batch: best.step }
    const set = drawSet(source, { kind: 'validation', batch: 0, first: 0, count: recipe.training.validationSweeps })
    return { ...(await assessSurrogate(set, await createSimulator(recipe), engine)), batch: best.step }
  } finally {
    await engine.dispose()
  }
}

/** The fused kernel where it knows every operation of the network, since it is the fastest for small ones. */
function openOn(recipe: Recipe, state: EngineState): Promise<TrainingEngine> {
  return wasmObjections(recipe).length === 0 ? createWasmEngine({ recipe, state }) : createOnnxruntimeEngine({ recipe, threads: 1, state })
}

function nothing({ name }: Recipe): SharkfinError {
  return new SharkfinError({
    code: 'assess-nothing',
    message: `The network of ${name} has no rival to be measured against.`,
    remedy: 'Train a recipe that learns a response, or one that cleans it.'
  })
}
