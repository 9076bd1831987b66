/**
 * Simulated sweeps in full as a CSV file that `characterize` reads back: comment lines say what made them, then one row for each
 * stored step. Columns omega, re, im and modulus of a complex variable, omega and re of a real one (dimensionless), and sweep, the number
 * of the sweep. The rows of a map are so many sweeps; the line above each names the scanned number with the drawn ones.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Simulator } from '../../core/dynamics/simulator'
import { lawAsWord } from '../../core/measurement/simulated'
import { valueOfRow } from '../../core/recipe/scan'

type Write = (text: string) => Promise<void>

/** @throws what the file system throws */
export async function writeCsv(simulator: Simulator, count: number, seed: number, out: string): Promise<void> {
  const file = createWriteStream(out)
  const failed = once(file, 'error').then(([error]: unknown[]) => Promise.reject(error))
  const written = writeSweeps(simulator, count, seed, async (text) => {
    if (!file.write(text)) await once(file, 'drain')
  }).then(() => finished(file.end()))
  await Promise.race([written, failed])
}

async function writeSweeps(simulator: Simulator, count: number, seed: number, write: Write): Promise<void> {
  const { name, system, sweep, observation } = simulator.recipe
  const { from, to, duration, law } = sweep
  const course = `from=${from} to=${to} duration=${duration}${law === null ? '' : ` law=${lawAsWord(law)}`}`
  const isReal = system.variables.find((variable) => variable.name === observation.variable)?.kind === 'real'
  await write(`# sharkfin simulate recipe=${name} seed=${seed} ${course} variable=${observation.variable}\n`)
  const columns = isReal ? 'omega,re,sweep' : 'omega,re,im,modulus,sweep'
  const drawn = new Float32Array(simulator.parameters.length)
  const observed = new Float32Array(simulator.inputs)
  const rows = observation.rows?.count ?? 1
  for (let number = 0; number < count * rows; number++) {
    const [row, sample] = [number % rows, Math.floor(number / rows)]
    const range = { kind: 'sample', batch: 0, first: sample, count: 1 } as const
    if (row === 0) simulator.fill(range, observed, drawn)
    const values = simulator.parameters.map((parameter, k) => `${parameter}=${drawn[k]}`)
    if (observation.rows) values.push(`${observation.rows.parameter}=${Math.fround(valueOfRow(observation.rows, row))}`)
    const { omega, re, im, modulus } = simulator.trace(drawn, range, row)
    const part = (k: number): string => (isReal ? `${re[k]}` : `${re[k]},${im[k]},${modulus[k]}`)
    const lines = Array.from(omega, (frequency, k) => `${Number(frequency.toPrecision(9))},${part(k)},${number}\n`)
    await write([`# sweep=${number} ${values.join(' ')}\n`, ...(number === 0 ? [`${columns}\n`] : []), ...lines].join(''))
  }
}
