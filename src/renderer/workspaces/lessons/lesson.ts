/** What a lesson is: pages of our own words, where each claim has a button that makes it happen in its workspace. */

export interface Formula {
  /** TeX before the equals sign; '' for none. */
  readonly left: string
  /** As it would be typed. */
  readonly source: string
}

export interface Step {
  /** Unique in all lessons; the tests look at what each should show. */
  readonly id: string
  readonly text: string
  readonly formulas?: readonly Formula[]
  /** Words on the button. */
  readonly button: string
  readonly act: () => void | Promise<void>
  /** What one should see when it has happened. */
  readonly see: string
}

export interface Lesson {
  readonly id: string
  readonly title: string
  /** Where it comes in the course. */
  readonly place: string
  readonly opening: string
  readonly formulas: readonly Formula[]
  readonly steps: readonly Step[]
}
