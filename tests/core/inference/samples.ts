/** The bundled samples as sweeps, read with a few lines of their own: columns time, frequency, X, Y, drive. */
import { readFileSync } from 'node:fs'
import type { MeasuredSweep } from '../../../src/core/measurement/sweep'

type Row = readonly number[]

/** Splits rows where the drive or the direction of the frequency changes. Order is kept. */
export function sampleSweeps(name: string): MeasuredSweep[] {
  const rows: Row[] = readFileSync(`resources/samples/${name}.txt`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 5)
  const runs: Row[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const before = run?.at(-2)
    const turned = last && before && Math.sign(row[1] - last[1]) !== Math.sign(last[1] - before[1])
    if (!run || !last || last[4] !== row[4] || turned) runs.push([row])
    else run.push(row)
  }
  return runs.map((run): MeasuredSweep => {
    const column = (index: number): Float64Array => Float64Array.from(run, (row) => row[index])
    return {
      frequency: column(1),
      x: column(2),
      y: column(3),
      drive: run[0][4],
      direction: run[1][1] > run[0][1] ? 1 : -1,
      units: { frequency: 'Hz', response: '', drive: '' }
    }
  })
}

/** The superconducting resonator in reflection: frequency (Hz), magnitude (dB), phase (degrees), one line of names. */
export function reflectionSweep(): MeasuredSweep {
  const rows = readFileSync('resources/samples/resonator_tools_S11.txt', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 3)
  const part = (turn: (angle: number) => number): Float64Array =>
    Float64Array.from(rows, ([, magnitude, phase]) => 10 ** (magnitude / 20) * turn((phase * Math.PI) / 180))
  return {
    frequency: Float64Array.from(rows, (row) => row[0]),
    x: part(Math.cos),
    y: part(Math.sin),
    drive: null,
    direction: 1,
    units: { frequency: 'Hz', response: '', drive: '' }
  }
}
