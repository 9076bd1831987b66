/** A surrogate beside its simulator: its error on held-out parameters, and the time of both for one response, on one thread each. */
import type { Assessment } from '../../core/contract/outlook'
import type { Simulator } from '../../core/dynamics/simulator'
import { alternate, timed } from '../bench/alternate'
import type { TrainingEngine } from '../engines/engine'
import type { SampleSet } from '../runs/validation'

type Surrogate = Extract<Assessment, { kind: 'surrogate' }>

/** Responses at once, where many are wanted. */
const MANY = 256
/** Calls in one round where one alone is wanted. */
const SINGLES = 32
const ROUNDS = 5

/** @param truth of the set: responses [count, outputs], for parameters x [count, parameters] */
export async function assessSurrogate(set: SampleSet, simulator: Simulator, engine: Pick<TrainingEngine, 'predict' | 'name'>): Promise<Omit<Surrogate, 'batch'>> {
  const { value } = await engine.predict(set.x, set.count)
  return { kind: 'surrogate', ...errorsOf(set, value), ...(await speeds(set, simulator, engine)), many: MANY, engine: engine.name }
}

function errorsOf({ count, x, truth }: SampleSet, said: Float32Array): Pick<Surrogate, 'count' | 'rmse' | 'spread' | 'median' | 'worst'> {
  const [width, parameters] = [truth.length / count, x.length / count]
  const squares = Float64Array.from({ length: count }, (_, sample) => {
    let sum = 0
    for (let k = sample * width; k < (sample + 1) * width; k++) sum += ((said[k] ?? NaN) - (truth[k] ?? NaN)) ** 2
    return sum / width
  })
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length
  const variance = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / truth.length
  const sorted = squares.toSorted()
  const largest = sorted[count - 1] ?? NaN
  const at = squares.indexOf(largest)
  return {
    count,
    rmse: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / count),
    spread: Math.sqrt(variance),
    median: Math.sqrt(sorted[count >> 1] ?? NaN),
    worst: { rmse: Math.sqrt(largest), parameters: Array.from(x.subarray(at * parameters, (at + 1) * parameters)) }
  }
}

/** In alternation, so that a busy machine slows both alike. */
async function speeds({ count, x }: SampleSet, { inputs, observe }: Simulator, { predict }: Pick<TrainingEngine, 'predict'>): Promise<Pick<Surrogate, 'simulator' | 'network'>> {
  const width = x.length / count
  const many = Float32Array.from({ length: MANY * width }, (_, k) => x[k % x.length] ?? NaN)
  const one = x.slice(0, width)
  const room = new Float32Array(MANY * inputs)
  const shown = { against: 'simulator', unit: 'us', rounds: ROUNDS, show: (time: number) => 1000 * time }
  const together = await alternate({ ...shown, ours: () => timed(MANY, () => predict(many, MANY)), peer: () => timed(MANY, () => observe(many, MANY, room)) })
  const inTurn = async (work: () => Promise<unknown> | void): Promise<void> => {
    for (let call = 0; call < SINGLES; call++) await work()
  }
  const alone = await alternate({ ...shown, ours: () => timed(SINGLES, () => inTurn(() => predict(one, 1))), peer: () => timed(SINGLES, () => inTurn(() => observe(one, 1, room))) })
  return {
    simulator: { many: together.peerMedian ?? NaN, single: alone.peerMedian ?? NaN },
    network: { many: together.median, single: alone.median }
  }
}
