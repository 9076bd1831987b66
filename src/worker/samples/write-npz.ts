/**
 * Samples as arrays, in NumPy's .npz:
 *
 *   x             [samples, ...shape] float32: what the network sees, noise included
 *   y             [samples, parameters] float32: what made it
 *   parameters    names of y's columns; `units` likewise
 *   axes          names of x's axes after the first, in order; axis_NAME their values
 *   recipe, seed  what made the file, as JSON text and as a number
 */
import { open } from 'node:fs/promises'
import type { Simulator } from '../../core/dynamics/simulator'
import { observedExtent } from '../../core/recipe/axes'
import { drawnPriors } from '../../core/recipe/priors'
import { bytesOf, npyHeader, npyNumbers, npyText } from './npy'
import { createZip } from './zip'
import type { ZipWriter } from './zip'

/** Numbers simulated at a time: 4 MB. */
const NUMBERS_AT_A_TIME = 1_048_576

/** @throws SharkfinError `out-too-large`, and what the file system throws */
export async function writeNpz(simulator: Simulator, count: number, seed: number, out: string): Promise<void> {
  const { recipe } = simulator
  const { axes } = observedExtent(recipe)
  const drawn = drawnPriors(recipe.system)
  const file = await open(out, 'w')
  try {
    const zip = createZip(file)
    await writeSamples(zip, simulator, count)
    const put = async (name: string, bytes: Uint8Array): Promise<void> => {
      await zip.begin(`${name}.npy`, bytes.length)
      await zip.write(bytes)
    }
    await put('parameters', npyText(drawn.map(({ name }) => name)))
    await put('units', npyText(drawn.map(({ unit }) => unit)))
    await put('axes', npyText(axes.map(({ name }) => name)))
    for (const { name, from, to, count: values } of axes) {
      await put(`axis_${name}`, npyNumbers(Array.from({ length: values }, (_, k) => from + ((to - from) * k) / (values - 1))))
    }
    await put('recipe', npyText([JSON.stringify(recipe)], []))
    await put('seed', npyNumbers([seed]))
    await zip.end()
  } finally {
    await file.close()
  }
}

/** x is written as it is simulated; y, which is small, is kept until then. */
async function writeSamples(zip: ZipWriter, { recipe, inputs, parameters, fill }: Simulator, count: number): Promise<void> {
  const shape = [count, ...observedExtent(recipe).shape]
  const header = npyHeader('<f4', shape)
  const samples = Math.max(1, Math.floor(NUMBERS_AT_A_TIME / inputs))
  await zip.begin('x.npy', header.length + 4 * count * inputs)
  await zip.write(header)
  const x = new Float32Array(Math.min(samples, count) * inputs)
  const y = new Float32Array(count * parameters.length)
  for (let first = 0; first < count; first += samples) {
    const here = Math.min(samples, count - first)
    fill({ kind: 'sample', batch: 0, first, count: here }, x, y.subarray(first * parameters.length))
    await zip.write(bytesOf(x.subarray(0, here * inputs)))
  }
  const headerOfY = npyHeader('<f4', [count, parameters.length])
  await zip.begin('y.npy', headerOfY.length + 4 * y.length)
  await zip.write(headerOfY)
  await zip.write(bytesOf(y))
}
