/** A file that the selected model reads; another model that is selected reads the same file. */
import { errorData, SharkfinError, type ErrorData } from '../../../core/contract/errors'
import type { ModelReading } from '../../../core/contract/model'
import type { GrantedFile } from '../../../core/contract/window'
import { ask } from '../../bridge/ask'
import { desk } from './desk.svelte'

class Reading {
  file: GrantedFile | null = $state.raw(null)
  result: ModelReading | null = $state.raw(null)
  busy: boolean = $state(false)
  error: ErrorData | null = $state.raw(null)
}

export const reading = new Reading()

let wanted = 0

/** @throws SharkfinError `model-none` */
export async function readFileWith(file: GrantedFile): Promise<void> {
  if (desk.selected === null) throw new SharkfinError({ code: 'model-none', message: 'No model is chosen that could read this file.', remedy: 'Choose a run in the list, then drop the file again.' })
  reading.file = file
  await readAgain()
}

export async function readAgain(): Promise<void> {
  const [file, run] = [reading.file, desk.selected]
  if (!file || run === null) return
  const mine = ++wanted
  Object.assign(reading, { busy: true, result: null, error: null })
  try {
    const result = await ask<'read-with'>({ kind: 'read-with', file: file.token, run })
    if (mine === wanted) reading.result = result
  } catch (thrown) {
    if (mine === wanted) reading.error = errorData(thrown)
  } finally {
    if (mine === wanted) reading.busy = false
  }
}

export function closeReading(): void {
  wanted++
  Object.assign(reading, { file: null, result: null, busy: false, error: null })
}
