/** The lessons as whole trainings with live progress, against JAX running the same batches in one of its three ways. */
import type { BenchRow } from '../../core/contract/answers'
import type { Recipe } from '../../core/recipe/schema'
import type { ThreadEntries } from '../jobs/context'
import { alone, alternate } from './alternate'
import type { JaxPeer, JaxWay, JaxWork } from './jax-peer'
import { startLesson } from './lesson'

export type Lesson = Exclude<JaxWork, 'curves'>

/** Batches of one round: a second or so of each. The lesson on overfitting has 1,000 epochs of four batches. */
const BATCHES: Readonly<Record<Lesson, Readonly<Record<JaxWay, number>>>> = {
  'curve-fit': { notebook: 200, jitted: 1000, scan: 5000 },
  'duffing-curve': { notebook: 100, jitted: 1000, scan: 1000 },
  'duffing-overfit': { notebook: 200, jitted: 1000, scan: 4000 },
  'duffing-map': { notebook: 30, jitted: 50, scan: 30 }
}
/** Ours are so much faster that a round of as many batches would be over at once. */
const SHORTEST_MILLISECONDS = 200

const WAYS: Readonly<Record<JaxWay, string>> = {
  notebook: 'as the notebook runs',
  jitted: 'jitted per batch',
  scan: 'the whole training as one lax.scan'
}

export interface LessonContest {
  readonly recipe: Recipe
  readonly lesson: Lesson
  readonly way: JaxWay
  readonly threads: ThreadEntries
  /** null where no Python is given: then our own time alone. */
  readonly peer: JaxPeer | null
}

export async function benchLesson({ recipe, lesson, way, threads, peer }: LessonContest): Promise<BenchRow> {
  const training = await startLesson(recipe, threads)
  const theirs = BATCHES[lesson][way]
  const unit = 'ms/batch'
  try {
    const trial = await training.train(theirs)
    const batches = Math.max(theirs, Math.round(SHORTEST_MILLISECONDS / trial))
    const ours = (): Promise<number> => training.train(batches)
    if (!peer) return alone(await ours(), unit)
    const against = `JAX ${peer.version}, ${WAYS[way]}`
    const jax = async (): Promise<number> => (1000 * (await peer.run(lesson, way, theirs))) / theirs
    return { ...(await alternate({ ours, peer: jax, against, unit, rounds: 5 })), note: training.engine }
  } finally {
    await training.close()
  }
}
