/** Makes a step happen, and follows it. */
import { showError } from '../../state/notices.svelte'
import { reading } from '../../state/lesson.svelte'
import { placeOf } from '.'
import type { Step } from './lesson'

export async function follow(step: Step): Promise<void> {
  const place = placeOf(step.id)
  if (place) reading.lesson = place.lesson.id
  reading.step = step.id
  try {
    await step.act()
  } catch (thrown) {
    showError(thrown)
  }
}
