/**
 * A training run from start or checkpoint to rest: simulation threads prepare batches ahead, the engine's thread trains
 * K steps a call, and between two calls the loop sends progress, validates, writes checkpoints and obeys orders.
 */
import { mkdir } from 'node:fs/promises'
import type { RunState, RunSummary, ValidationPoint } from '../../core/contract/run'
import type { WorkerRequest } from '../../core/contract/worker'
import type { Recipe } from '../../core/recipe/schema'
import type { RunEngine } from '../../core/contract/engine'
import { initialState } from '../engines/initial-state'
import type { EngineClient } from '../engines/client'
import { readCheckpoint, writeCheckpoint, type Checkpoint, type CheckpointStory } from '../runs/checkpoint'
import type { RunControl } from '../runs/control'
import { firstBatches } from '../runs/first-batches'
import { better, isOver, type Best } from '../runs/early-stopping'
import { diagnose, engineFailure, heldOutNotFinite, lossNotFinite } from '../runs/failures'
import { openEngine, type OpenEngine } from '../runs/open-engine'
import { createPace } from '../runs/pace'
import { stepsPerCall } from '../runs/steps-per-call'
import { createValidator, simulateHeldOut, validationInterval, type HeldOut, type Validator } from '../runs/validation'
import { createShow } from '../runs/watching'
import { createSimulationPool, type SimulationPool } from '../simulation/pool'
import type { JobContext } from './context'

type TrainRequest = Extract<WorkerRequest, { kind: 'train' }>

/** Milliseconds of training between checkpoints: what a killed worker loses at most. */
const CHECKPOINT_INTERVAL = 1000
const SLOTS = 3

/** The run while it trains; mutable, owned by the loop below. */
interface Run {
  readonly request: TrainRequest
  readonly context: JobContext
  readonly control: RunControl
  readonly engine: EngineClient
  readonly engineRecord: RunEngine
  readonly validator: Validator
  /** The network, to the window that watches it. */
  readonly show: (batch: number) => Promise<void>
  readonly story: { -readonly [Key in keyof CheckpointStory]: CheckpointStory[Key] }
  state: RunState
  batch: number
  checkpointBatch: number
  checkpointAt: number
  /** Batch of the last validation, so that a run's end does not repeat it. */
  validatedAt: number
  /** Early stopping's best weights so far; null where it is off. */
  best: Best | null
  note: string | null
  error: RunSummary['error']
  /** Since the last checkpoint, for the store. */
  losses: Float32Array[]
  validations: ValidationPoint[]
}

/** @throws SharkfinError `formula-...`, `checkpoint-...`, `simulation-thread-died`, `engine-...` */
export async function train(request: TrainRequest, context: JobContext): Promise<RunSummary> {
  await mkdir(request.folder, { recursive: true })
  const control = context.control(request.run)
  const { recipe } = request
  const checkpoint = request.resume ? await readCheckpoint(request.folder) : null
  const state = checkpoint?.state ?? (await initialState(recipe))
  const wanted = { recipe, state, choice: request.engine, begun: checkpoint?.engine ?? null, threadUrl: context.threads.engine }
  const [{ engine, record, step }, heldOut] = await together(openEngine(wanted), simulateHeldOut(recipe))
  context.setStepCounter(engine.stepCounter)
  let pool: SimulationPool | null = null
  try {
    const validator = createValidator(recipe, heldOut, engine)
    const show = createShow(request.run, recipe, engine, context.progress)
    const run = prepare({ request, context, control, engine, engineRecord: record, validator, show }, checkpoint)
    report(run, 'compiling')
    const batchesPerSlot = await stepsPerCall(recipe, engine, step)
    pool = await createPool(run, batchesPerSlot)
    await loopUntilRest(run, pool, batchesPerSlot)
    return summaryOf(run)
  } finally {
    context.setStepCounter(null)
    // An engine that has failed may not be able to put itself away; its thread ends with the worker at the latest.
    await Promise.all([pool?.close(), engine.dispose().catch(() => {})])
  }
}

/** The engine's thread loads while this one simulates; where the simulation fails, no engine is left behind. */
async function together(engine: Promise<OpenEngine>, heldOut: Promise<HeldOut>): Promise<[OpenEngine, HeldOut]> {
  try {
    const [simulated, started] = await Promise.all([heldOut, engine])
    return [started, simulated]
  } catch (thrown) {
    void engine.then((started) => started.engine.dispose()).catch(() => {})
    throw thrown
  }
}

type RunParts = Pick<Run, 'request' | 'context' | 'control' | 'engine' | 'engineRecord' | 'validator' | 'show'>

function prepare(parts: RunParts, checkpoint: Checkpoint | null): Run {
  const batch = checkpoint?.state.step ?? 0
  const fresh = { seconds: 0, firstLoss: null, lastLoss: null, validationLoss: null, metrics: null }
  return {
    ...parts,
    story: { ...(checkpoint?.story ?? fresh) },
    state: 'compiling',
    batch,
    checkpointBatch: batch,
    checkpointAt: performance.now(),
    validatedAt: -1,
    best: checkpoint?.best ?? null,
    note: null,
    error: null,
    losses: [],
    validations: []
  }
}

function createPool({ request, context, batch }: Run, batchesPerSlot: number): Promise<SimulationPool> {
  return createSimulationPool({
    recipe: request.recipe,
    seed: request.recipe.training.seed,
    threads: request.simulationThreads,
    threadUrl: context.threads.simulation,
    slots: SLOTS,
    batchesPerSlot,
    ...borderOf(request.recipe),
    firstBatch: batch
  })
}

/**
 * Where validations decide when a run stops early, they fall on the same batches however long a call is; and where samples are few, which
 * are read again and again within one call, a call in between would leave out what is to be seen. Elsewhere calls are as long as may be.
 */
function borderOf({ kind, training }: Recipe): { readonly border?: number } {
  const isWatched = training.earlyStopping !== null || training.samples.kind === 'fixed' || kind === 'points'
  return isWatched ? { border: validationInterval(training) } : {}
}

/** An engine that fails ends the run, its last checkpoint kept; where to go on is for the person to say. */
async function loopUntilRest(run: Run, pool: SimulationPool, batchesPerSlot: number): Promise<void> {
  try {
    await loop(run, pool, batchesPerSlot)
  } catch (thrown) {
    run.error = engineFailure(thrown, run.engineRecord, run.checkpointBatch)
    if (!run.error) throw thrown
    run.context.progress.flush()
    report(run, 'failed')
  }
}

async function loop(run: Run, pool: SimulationPool, batchesPerSlot: number): Promise<void> {
  const { training } = run.request.recipe
  const pace = createPace(training.batches, () => performance.now())
  if (run.batch === 0) await validate(run)
  if (!run.control.paused() && !run.error) report(run, 'training')
  while (run.batch < training.batches && !isOver(training, run.best) && !run.error) {
    if (run.control.paused()) await pause(run, pace)
    if (run.control.stopped()) break
    const losses = await trainSlot(run, pool, batchesPerSlot, run.control.takeStep() ? 1 : batchesPerSlot)
    if (run.error) break
    run.story.seconds += pace.count(losses.length)
    run.context.progress.losses(run.request.run, run.batch - losses.length, losses, pace.at(run.batch))
    await run.show(run.batch)
    if (run.validator.isDue(run.batch - losses.length, run.batch)) await validate(run)
    if (run.error) break
    if (performance.now() - run.checkpointAt >= CHECKPOINT_INTERVAL) await checkpoint(run)
  }
  await rest(run)
}

/** Trains the batches of one slot, or the first or the run's last few of them; a loss that is not finite ends the run in `error`. */
async function trainSlot(run: Run, pool: SimulationPool, batchesPerSlot: number, most: number): Promise<Float32Array> {
  const { training } = run.request.recipe
  const slot = await pool.take(run.batch)
  const steps = Math.min(most, slot.batches, training.batches - run.batch)
  const x = firstBatches(slot.x, steps, batchesPerSlot)
  const y = firstBatches(slot.y, steps, batchesPerSlot)
  const losses = await run.engine.train(x, y, run.batch)
  const bad = losses.findIndex((loss) => !Number.isFinite(loss))
  if (bad >= 0) {
    const fault = await diagnose(run.request.recipe, run.engine, await run.engine.stateBefore(), { x, y }, bad)
    run.error = lossNotFinite(run.batch + bad, fault, run.checkpointBatch, training.optimiser.learningRate)
  }
  pool.release(slot.slot)
  if (run.error) return losses
  run.batch += steps
  run.story.firstLoss ??= losses[0] ?? null
  run.story.lastLoss = losses[losses.length - 1] ?? null
  run.losses.push(losses)
  return losses
}

/** What is read from samples that are not learnt; where that is no finite number the run ends in `error`, before such a network is kept. */
async function validate(run: Run): Promise<void> {
  if (run.validatedAt === run.batch) return
  run.validatedAt = run.batch
  const validation = await run.validator.validate(run.batch)
  if (![validation, validation.trained].every((reading) => Number.isFinite(reading?.loss ?? 0))) {
    run.error = heldOutNotFinite(run.batch, run.checkpointBatch, run.request.recipe.training.optimiser.learningRate)
    return
  }
  run.story.validationLoss = validation.loss
  run.story.metrics = run.validator.metrics(validation)
  const { loss } = validation
  const { metrics } = run.story
  if (run.request.recipe.training.earlyStopping) run.best = await better(run.best, { loss, metrics }, () => run.engine.state())
  run.validations.push({ step: run.batch, loss: validation.loss, trained: validation.trained?.loss ?? null })
  run.context.progress.validation(run.request.run, validation)
}

async function pause(run: Run, pace: ReturnType<typeof createPace>): Promise<void> {
  run.context.progress.flush()
  await checkpoint(run)
  report(run, 'paused')
  run.context.setStepCounter(null)
  await run.control.whenGoing()
  run.context.setStepCounter(run.engine.stepCounter)
  pace.restart()
  if (!run.control.stopped() && !run.control.stepping()) report(run, 'training')
}

/**
 * The checkpoint first, then the word that it is there: the store never claims what the disk does not hold. A network whose last update
 * left the range of numbers, which the next loss will tell, is not kept: the checkpoint before it is the last good one.
 */
async function checkpoint(run: Run): Promise<void> {
  const { recipe, folder } = run.request
  const { engineRecord, story } = run
  const best = run.best ? { best: run.best } : {}
  const state = await run.engine.state()
  if (!Object.values(state.vectors).every((vector) => vector.every(Number.isFinite))) return
  await writeCheckpoint(folder, { recipe, engine: engineRecord, state, story, ...best })
  const firstStep = run.checkpointBatch
  const losses = concatenate(run.losses)
  const { validations } = run
  run.context.send({ kind: 'checkpoint', run: run.request.run, batch: run.batch, firstStep, losses, validations })
  run.losses = []
  run.validations = []
  run.checkpointBatch = run.batch
  run.checkpointAt = performance.now()
  report(run, run.state)
}

async function rest(run: Run): Promise<void> {
  if (!run.error) await validate(run)
  if (run.error) return report(run, 'failed')
  const { best } = run
  const { training } = run.request.recipe
  const isDone = run.batch >= training.batches || isOver(training, best)
  if (best && isDone) {
    Object.assign(run.story, { validationLoss: best.loss, metrics: best.metrics })
    if (best.state.step < run.batch) run.note = `The best weights are those of batch ${best.state.step}; they are the ones that are read and exported.`
  }
  await checkpoint(run)
  run.context.progress.flush()
  report(run, isDone ? 'finished' : 'stopped')
}

function report(run: Run, state: RunState): void {
  run.state = state
  run.context.reportRun(summaryOf(run))
}

function summaryOf({ request, engineRecord, state, batch, checkpointBatch, story, note, error }: Run): RunSummary {
  return {
    run: request.run,
    state,
    recipe: request.recipe,
    engine: engineRecord,
    batch,
    checkpointBatch,
    seconds: story.seconds,
    loss: { first: story.firstLoss, last: story.lastLoss, validation: story.validationLoss },
    metrics: story.metrics,
    ...(note === null ? {} : { note }),
    error
  }
}

function concatenate(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
