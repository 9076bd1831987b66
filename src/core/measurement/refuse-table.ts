/**
 * The sentences for a table that cannot be a frequency sweep.
 */
import { SharkfinError } from '../contract/errors'

export function oneColumn(file: string, line: number): SharkfinError {
  return new SharkfinError({
    code: 'file-one-column',
    message: 'The file has one column of numbers; a sweep needs a frequency and a response.',
    remedy: 'Export the frequency beside the response, separated by blanks, tabs, commas or semicolons.',
    place: { file, line }
  })
}

export function noNumbers(file: string, line: number): SharkfinError {
  return new SharkfinError({
    code: 'file-no-numbers',
    message: 'The file has no row with two numbers.',
    remedy: 'Export the measurement as text, one row per point: frequency, then the response.',
    place: { file, line }
  })
}

export function noFrequency(file: string, line: number): SharkfinError {
  return new SharkfinError({
    code: 'file-no-frequency',
    message: 'No column rises or falls as the frequency of a sweep does.',
    remedy: 'Say which column is the frequency.',
    place: { file, line }
  })
}

export function noResponse(file: string, line: number, why: string): SharkfinError {
  return new SharkfinError({
    code: 'file-no-response',
    message: why,
    remedy: 'Say which columns are x and y, or which one is the modulus.',
    place: { file, line }
  })
}

export function noSweep(file: string, line: number, minimum: number): SharkfinError {
  return new SharkfinError({
    code: 'no-sweep',
    message: `Nowhere does the frequency rise or fall over ${minimum} points or more.`,
    remedy: 'Check which column is the frequency, and that rows stand in the order of the measurement.',
    place: { file, line }
  })
}
