import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/core/measurement/read-measurement'
import { createStream, uniform } from '../../../src/core/random/stream'
import { Purpose } from '../../../src/core/random/purpose'

type Row = readonly number[]

const up = (count: number, ...rest: number[]): Row[] =>
  Array.from({ length: count }, (_, at) => [100 + at, Math.cos(at), Math.sin(at), ...rest])
const down = (count: number, ...rest: number[]): Row[] => up(count, ...rest).toReversed()
const text = (rows: readonly Row[], head = '') => `${head}${rows.map((row) => row.join(' ')).join('\n')}`
const shape = (written: string) =>
  readText(written, 'a', {}).result.sweeps.map(({ direction, drive, points }) => [direction, drive, points])

describe('sweeps', () => {
  it('parts up from down, and up from up again', () => {
    expect(shape(text([...up(20), ...down(20).slice(1), ...up(15).slice(1), ...up(20)]))).toEqual([
      [1, null, 20], [-1, null, 19], [1, null, 14], [1, null, 20]
    ])
  })

  it('never sorts: rows stand in the order of the file', () => {
    const stream = createStream(3, Purpose.samplePrior)
    for (let trial = 0; trial < 30; trial++) {
      const legs = Array.from({ length: 5 }, () => {
        const from = 1000 * uniform(stream)
        const sign = uniform(stream) < 0.5 ? 1 : -1
        const count = 8 + Math.floor(20 * uniform(stream))
        const noise = () => uniform(stream) - 0.5
        return Array.from({ length: count }, (_, at): Row => [from + sign * at, noise(), noise()])
      })
      const written = `f X Y\n${legs.map((leg) => text(leg)).join('\n\n')}`
      const { sweeps } = readText(written, 'a', {})
      expect(sweeps.map(({ frequency }) => [...frequency])).toEqual(legs.map((leg) => leg.map((row) => row[0])))
      expect(sweeps.map(({ x }) => [...x])).toEqual(legs.map((leg) => leg.map((row) => row[1])))
    }
  })

  it('tolerates repeated points and one point out of line', () => {
    const rows = up(30).flatMap((row, at) => (at === 4 ? [row, row, row] : [row]))
    const jitter = rows.map((row, at) => (at === 12 ? [row[0] as number - 2.5, ...row.slice(1)] : row))
    expect(shape(text(jitter, 'f X Y\n'))).toEqual([[1, null, 32]])
  })

  it('parts sweeps by their drive, one drive after the other', () => {
    expect(shape(text([...up(20, 0.1), ...down(20, 0.1).slice(1), ...down(20, 0.3), ...up(20, 0.1)]))).toEqual([
      [1, 0.1, 20], [-1, 0.1, 19], [-1, 0.3, 20], [1, 0.1, 20]
    ])
  })

  it('gathers drives that alternate at each frequency', () => {
    const rows = up(20).flatMap((row) => [0.1, 0.2, 0.5].map((drive) => [...row, drive]))
    expect(shape(text(rows, 'f X Y drive\n'))).toEqual([[1, 0.1, 20], [1, 0.2, 20], [1, 0.5, 20]])
  })

  it('lets a drive that scatters be one drive, its mean', () => {
    const rows = up(20).map((row, at) => [...row, 1 + 0.01 * (at % 2)])
    const drifting = up(20).map((row, at) => [...row, 1 + 1e-4 * at])
    const [sweep, ...others] = readText(text(drifting, 'f X Y drive\n'), 'a', {}).sweeps
    expect(others).toEqual([])
    expect(sweep?.drive).toBeCloseTo(1 + 1e-4 * 9.5, 12)
    expect(shape(text(rows, 'f X Y drive\n'))).toHaveLength(1)
  })

  it('takes no blank line between every two rows for the end of a sweep', () => {
    expect(shape(text(up(20)).replaceAll('\n', '\n\n'))).toEqual([[1, null, 20]])
  })

  it('gives the peak of a pair to the sweep that begins at it where a blank line says so', () => {
    expect(shape(`${text(up(20))}\n\n${text(down(21))}`)).toEqual([[1, null, 20], [-1, null, 21]])
  })

  it('starts anew with a sweep column even where the frequency goes on', () => {
    const rows = up(40).map((row, at) => [...row, at < 20 ? 0 : 1])
    const { result } = readText(text(rows, 'f X Y sweep\n'), 'a', {})
    expect(result.columns.at(-1)?.role).toBe('ignored')
    expect(result.sweeps.map(({ from, to }) => [from, to])).toEqual([[100, 119], [120, 139]])
  })
})

describe('a file of our own simulation', () => {
  const rows = (sweep: number) => Array.from({ length: 400 }, (_, k) => {
    const omega = Number((-4 + (8 * k) / 399).toPrecision(9))
    const re = 0.5 / (0.25 + omega * omega)
    const im = omega / (0.25 + omega * omega)
    return `${omega},${Math.fround(re)},${Math.fround(im)},${Math.fround(Math.hypot(re, im))},${sweep}`
  })
  const written = [
    '# sharkfin simulate recipe=duffing-curve seed=1 from=-4 to=4 duration=200',
    '# sweep=0 omega0=0.25 gamma=1 epsilon=0.1', 'omega,re,im,modulus,sweep', ...rows(0),
    '# sweep=1 omega0=-0.5 gamma=0.75 epsilon=0', ...rows(1), ''
  ].join('\n')

  it('is read with its recipe, its duration and its sweeps', () => {
    const { result, sweeps, simulated, duration } = readText(written, 'duffing-curve.csv', {})
    expect(simulated).toMatchObject({ recipe: 'duffing-curve', from: -4, to: 4, duration: 200, law: null })
    expect(duration).toBe(200)
    expect(result.columns.map(({ role }) => role)).toEqual(['frequency', 'x', 'y', 'ignored', 'ignored'])
    expect(result.sweeps).toEqual([0, 1].map(() => ({ points: 400, direction: 1, drive: null, from: -4, to: 4 })))
    expect(sweeps[0]?.units).toEqual({ frequency: '', response: '', drive: '' })
    expect(sweeps[1]?.y?.[399]).toBe(Math.fround(4 / 16.25))
    expect(result.skipped).toEqual([])
  })

  it.each([
    ['from%20%2B%202*t', 'from + 2*t'],
    ['from%+2', 'from%+2']
  ])('may have a law of its sweep, as one word: %s', (word, law) => {
    const followed = written.replace('duration=200', `duration=200 law=${word}`)
    expect(readText(followed, 'a', {}).simulated).toMatchObject({ duration: 200, law })
  })

  it('is no simulation without our line', () => {
    const unsigned = written.split('\n').slice(1).join('\n')
    expect(readText(unsigned, 'a', {})).toMatchObject({ simulated: null, duration: null })
  })
})
