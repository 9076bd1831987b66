/**
 * The random numbers of a training step: which values dropout silences, and noise. They are drawn by address, one stream for each law,
 * step and sample with the layers one after another, so that threads, pauses and resumed runs draw the same.
 */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek, uniformSingle } from '../random/stream'
import type { Stream } from '../random/stream'
import type { LayerRandom, RandomLaw } from './layers/layer'
import type { NetworkModel } from './model'

const PURPOSES = { mask: Purpose.dropout, normal: Purpose.layerNoise } as const satisfies Record<RandomLaw['kind'], Purpose>

/**
 * @param seed of the recipe's training
 * @param firstStep steps done before
 * @returns by name, [steps, batch, size] each; nothing where no layer takes any
 */
export function layerRandoms(
  { layers }: NetworkModel,
  { seed, batch }: { readonly seed: number; readonly batch: number },
  firstStep: number,
  steps: number
): ReadonlyMap<string, Float32Array> {
  const randoms = layers.flatMap((layer) => layer.randoms)
  const drawn = new Map(randoms.map(({ name, size }) => [name, new Float32Array(steps * batch * size)]))
  for (const [kind, purpose] of Object.entries(PURPOSES)) {
    const mine = randoms.filter(({ law }) => law.kind === kind)
    const stream = createStream(seed, purpose)
    for (let row = 0; mine.length > 0 && row < steps * batch; row++) {
      seek(stream, firstStep + Math.floor(row / batch), row % batch)
      for (const random of mine) fillRow(stream, random, row, drawn.get(random.name) ?? new Float32Array())
    }
  }
  return drawn
}

function fillRow(stream: Stream, { size, law }: LayerRandom, row: number, values: Float32Array): void {
  const end = (row + 1) * size
  if (law.kind === 'normal') {
    for (let index = row * size; index < end; index++) values[index] = law.deviation * normal(stream)
    return
  }
  const kept = 1 / (1 - law.rate)
  for (let index = row * size; index < end; index++) values[index] = uniformSingle(stream) < law.rate ? 0 : kept
}
