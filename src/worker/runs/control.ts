/** What the person may ask of the run in training; the loop looks between two engine calls. */

export interface RunControl {
  readonly run: string
  readonly stopped: () => boolean
  readonly paused: () => boolean
  readonly pause: () => void
  readonly goOn: () => void
  readonly stop: () => void
  /** A paused run trains one batch and pauses again; any other takes no notice. */
  readonly step: () => void
  /** Whether the next batch is such a single one. */
  readonly stepping: () => boolean
  /** The same; it is counted by this. */
  readonly takeStep: () => boolean
  /** Resolves at once, or when a paused run goes on or is stopped. */
  readonly whenGoing: () => Promise<void>
}

export function createRunControl(run: string, begin: 'going' | 'paused' = 'going'): RunControl {
  let wanted: 'going' | 'paused' | 'stopped' = begin
  let steps = 0
  let wake = (): void => {}
  const set = (next: typeof wanted): void => {
    if (wanted !== 'stopped') wanted = next
    steps = 0
    if (wanted !== 'paused') wake()
  }
  return {
    run,
    stopped: () => wanted === 'stopped',
    paused: () => wanted === 'paused' && steps === 0,
    pause: () => set('paused'),
    goOn: () => set('going'),
    stop: () => set('stopped'),
    step: () => {
      if (wanted !== 'paused') return
      steps++
      wake()
    },
    stepping: () => wanted === 'paused' && steps > 0,
    takeStep: () => {
      if (wanted !== 'paused' || steps === 0) return false
      steps--
      return true
    },
    whenGoing: () => (wanted === 'paused' && steps === 0 ? new Promise((resolve) => (wake = resolve)) : Promise.resolve())
  }
}
