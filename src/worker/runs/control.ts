/** What the person may ask of the run in training; the loop looks between two engine calls. */

export interface RunControl {
  readonly run: string
  readonly stopped: () => boolean
  readonly paused: () => boolean
  readonly pause: () => void
  readonly goOn: () => void
  readonly stop: () => void
  /** Resolves at once, or when a paused run goes on or is stopped. */
  readonly whenGoing: () => Promise<void>
}

export function createRunControl(run: string): RunControl {
  let wanted: 'going' | 'paused' | 'stopped' = 'going'
  let wake = (): void => {}
  const set = (next: typeof wanted): void => {
    if (wanted !== 'stopped') wanted = next
    if (wanted !== 'paused') wake()
  }
  return {
    run,
    stopped: () => wanted === 'stopped',
    paused: () => wanted === 'paused',
    pause: () => set('paused'),
    goOn: () => set('going'),
    stop: () => set('stopped'),
    whenGoing: () => (wanted === 'paused' ? new Promise((resolve) => (wake = resolve)) : Promise.resolve())
  }
}
