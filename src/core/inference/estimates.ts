/** From fitted values in scaled units to physical parameters with their errors, in the file's own units. */
import { VALUE, freeValues } from './line'
import type { Estimate, ParameterName, Parameters } from '../contract/characterization'
import type { Solved } from './choose-terms'
import type { Uncertainty } from './uncertainty'
import type { Scales } from './scaled'
import type { Terms } from './line'
import type { MeasuredSweep } from '../measurement/sweep'

type Quantity = (values: Float64Array, scales: Scales) => number

const DEGREES = 180 / Math.PI
const modulusAt = (first: number, values: Float64Array): number => Math.hypot(values[first], values[first + 1])
const phaseAt = (first: number, values: Float64Array): number =>
  DEGREES * Math.atan2(values[first + 1], values[first])

/** The background at resonance: the part that changes with frequency counts from the centre of the sweeps. */
function backgroundAt(values: Float64Array): Float64Array {
  const f0 = values[VALUE.f0]
  return Float64Array.of(
    values[VALUE.background] + values[VALUE.slope] * f0,
    values[VALUE.background + 1] + values[VALUE.slope + 1] * f0
  )
}

const QUANTITIES: Record<ParameterName, Quantity> = {
  f0: (values, { centre, width }) => centre + width * values[VALUE.f0],
  fwhm: (values, { width }) => width * values[VALUE.fwhm],
  Q: (values, { centre, width }) => (centre + width * values[VALUE.f0]) / (width * values[VALUE.fwhm]),
  kerr: (values, { width, size }) => (width / size ** 2) * values[VALUE.kerr],
  nonlinearDamping: (values, { width, size }) => (width / size ** 2) * values[VALUE.nonlinearDamping],
  lag: (values, { width }) => width * values[VALUE.lag],
  gain: (values, { width, size, force }) => ((2 * Math.PI * size * width) / force) * modulusAt(VALUE.gain, values),
  gainPhase: (values) => phaseAt(VALUE.gain, values),
  background: (values, { size, force }) => (size / force) * modulusAt(0, backgroundAt(values)),
  backgroundPhase: (values) => phaseAt(0, backgroundAt(values)),
  offset: (values, { size }) => size * modulusAt(VALUE.offset, values),
  offsetPhase: (values) => phaseAt(VALUE.offset, values)
}

const NAMES = Object.keys(QUANTITIES).filter((name): name is ParameterName => name in QUANTITIES)

/** Every parameter null: no confident number. */
export function noParameters(): Parameters {
  return {
    f0: null, fwhm: null, Q: null, kerr: null, nonlinearDamping: null, lag: null,
    gain: null, gainPhase: null, background: null, backgroundPhase: null, offset: null, offsetPhase: null
  }
}

function included(name: ParameterName, terms: Terms): boolean {
  if (name === 'nonlinearDamping') return terms.nonlinearDamping
  if (name === 'kerr' || name === 'lag') return terms[name]
  if (name === 'gainPhase') return !terms.modulusOnly
  if (name === 'background' || name === 'backgroundPhase') return terms.background
  if (name === 'offset' || name === 'offsetPhase') return terms.offset
  return true
}

function unitOf(name: ParameterName, { frequency, response, drive }: MeasuredSweep['units']): string {
  const per = (unit: string, below: string): string => (unit && below ? `${unit}/${below}` : unit)
  if (name === 'Q') return ''
  if (name.endsWith('Phase')) return 'deg'
  if (name === 'kerr' || name === 'nonlinearDamping') return frequency && `${frequency}/${response || 'unit'}^2`
  if (name === 'gain') return [response && `${response} rad/s`, drive && `/${drive}`].join('')
  if (name === 'background') return per(response, drive)
  return name === 'offset' ? response : frequency
}

/** Parameters of one solved group. A parameter that is not part of the model is null. */
export function estimateAll(solved: Solved, uncertainty: Uncertainty, units: MeasuredSweep['units']): Parameters {
  const parameters = noParameters()
  const { terms } = solved.problem
  for (const name of NAMES) {
    if (included(name, terms)) parameters[name] = estimate(name, solved, uncertainty, units)
  }
  return parameters
}

/** One parameter with its errors, to first order in the covariance. */
export function estimate(
  name: ParameterName,
  { problem, fit }: Solved,
  { statistical, structured }: Uncertainty,
  units: MeasuredSweep['units']
): Estimate {
  const quantity = QUANTITIES[name]
  const free = freeValues(problem.terms)
  const gradient = gradientOf(quantity, fit.values, problem.scales, free, statistical)
  const noise = Math.sqrt(Math.max(0, quadratic(statistical, gradient)))
  const whole = Math.sqrt(Math.max(noise ** 2, ...structured.map((covariance) => quadratic(covariance, gradient))))
  const left = problem.sweeps.reduce((sum, { nu, y }) => sum + nu.length * (y ? 2 : 1), 0) - free.length
  const value = quantity(fit.values, problem.scales)
  const half = studentHalfWidth90(left / 2) * whole
  return {
    value,
    unit: unitOf(name, units),
    stderr: whole,
    interval90: [value - half, value + half],
    statistical: noise,
    model: Math.sqrt(Math.max(0, whole ** 2 - noise ** 2)),
    determined: whole > 0 ? !open(name, value, whole) : true
  }
}

/** Left open by the data: the error is as large as the number, or for a frequency no use as a position. */
function open(name: ParameterName, value: number, stderr: number): boolean {
  if (name === 'f0') return false
  if (name.endsWith('Phase')) return stderr > 60
  return Math.abs(value) < 2 * stderr
}

/** 95 % point of Student's distribution, to first order in 1/degrees (Fisher's expansion). */
function studentHalfWidth90(degrees: number): number {
  const normal = 1.6448536269514722
  return normal + (normal ** 3 + normal) / (4 * Math.max(1, degrees))
}

/** Central differences over a hundredth of each standard error. */
function gradientOf(
  quantity: Quantity,
  values: Float64Array,
  scales: Scales,
  free: readonly number[],
  covariance: Float64Array
): Float64Array {
  return Float64Array.from(free, (index, i) => {
    const step = 1e-2 * Math.sqrt(covariance[i * free.length + i]) || 1e-7
    const at = (change: number): number => {
      const moved = Float64Array.from(values)
      moved[index] += change
      return quantity(moved, scales)
    }
    return (at(step) - at(-step)) / (2 * step)
  })
}

function quadratic(matrix: Float64Array, x: Float64Array): number {
  const size = x.length
  let sum = 0
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += x[i] * matrix[i * size + j] * x[j]
  return sum
}
