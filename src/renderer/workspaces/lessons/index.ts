/** The lessons in the order of the course. */
import { characterizeLesson } from './characterize-lesson'
import { fitLesson } from './fit-lesson'
import { imagesLesson } from './images-lesson'
import type { Lesson, Step } from './lesson'
import { optimizeLesson } from './optimize-lesson'
import { overfitLesson } from './overfit-lesson'

export const LESSONS: readonly Lesson[] = [optimizeLesson, fitLesson, characterizeLesson, overfitLesson, imagesLesson]

export interface Place {
  readonly lesson: Lesson
  readonly step: Step
  /** From 0. */
  readonly index: number
}

export function placeOf(id: string | null): Place | null {
  for (const lesson of LESSONS) {
    const index = lesson.steps.findIndex((step) => step.id === id)
    const step = lesson.steps[index]
    if (step) return { lesson, step, index }
  }
  return null
}
