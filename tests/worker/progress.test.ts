/** The progress wire: at most 30 chunks a second, no more than CREDITS unanswered, nothing lost in between. */
import { describe, expect, it } from 'vitest'
import { CREDITS, progressChunkSchema, type LossChunk, type ProgressChunk } from '../../src/core/contract/progress'
import type { ProgressPort } from '../../src/worker/parent-port'
import { createProgress } from '../../src/worker/progress'

const pace = { stepsPerSecond: 1, secondsLeft: 1 }

interface Recorder extends ProgressPort {
  readonly chunks: ProgressChunk[]
  readonly credit: (sequence: number) => void
  readonly watch: (network: boolean) => void
}

/** One end of a port, which keeps what it is sent and can answer. */
function recorder(): Recorder {
  const chunks: ProgressChunk[] = []
  let hear: (event: { data: unknown }) => void = () => {}
  return {
    chunks,
    postMessage: (message) => void chunks.push(progressChunkSchema.parse(message)),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => {
      if (event === 'message') hear = listener
    },
    start: () => {},
    close: () => {},
    credit: (sequence) => hear({ data: { kind: 'credit', sequence } }),
    watch: (network) => hear({ data: { kind: 'watch', network } })
  }
}

const losses = (chunks: readonly ProgressChunk[]): LossChunk[] => chunks.flatMap((chunk) => (chunk.kind === 'losses' ? [chunk] : []))

describe('progress', () => {
  it('merges what comes within a 30th of a second into one chunk', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    progress.attach(port)
    for (let step = 0; step < 50; step++) {
      time += 5
      progress.losses('a', step, Float32Array.of(step), pace)
      port.credit(port.chunks.at(-1)?.sequence ?? 0)
    }
    // 250 ms of steps: one chunk at the start, then one in 35 ms (the first multiple of 5 beyond 1000/30).
    expect(port.chunks.length).toBe(1 + Math.floor(245 / 35))
  })

  it('waits while the window does not answer, and then sends all that it held', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    progress.attach(port)
    for (let step = 0; step < 100; step++) {
      time += 40
      progress.losses('a', step, Float32Array.of(step), pace)
    }
    expect(port.chunks.length).toBe(CREDITS)
    port.credit(CREDITS)
    const steps = losses(port.chunks).flatMap((chunk) => [...chunk.losses])
    expect(steps).toEqual(Array.from({ length: 100 }, (_, step) => step))
  })

  it('keeps the newest losses when a window is deaf for long, and says where they begin', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    const many = 1 << 17
    for (let step = 0; step < many; step += 1024) {
      progress.losses('a', step, Float32Array.from({ length: 1024 }, (_, k) => step + k), pace)
    }
    progress.attach(port)
    time += 1000
    progress.flush()
    const [chunk] = losses(port.chunks)
    expect(chunk?.losses.length).toBe(1 << 16)
    expect(chunk?.firstStep).toBe(many - (1 << 16))
    expect(chunk?.losses[0]).toBe(many - (1 << 16))
  })

  it('ignores credits for chunks it never sent', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    progress.attach(port)
    port.credit(1_000_000)
    for (let step = 0; step < 20; step++) {
      time += 40
      progress.losses('a', step, Float32Array.of(step), pace)
    }
    expect(port.chunks.length).toBe(CREDITS)
  })

  it('sends networks only where they are watched, ten times a second, and not to a window that does not answer', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    progress.attach(port)
    expect(progress.wantsNetwork()).toBe(false)
    port.watch(true)
    const vectors = { parameters: Float32Array.of(1, 2) }
    for (time = 0; time < 1000; time += 10) {
      if (progress.wantsNetwork()) progress.network('a', time, vectors)
      port.credit(port.chunks.length)
    }
    expect(port.chunks.length).toBe(10)
    expect(port.chunks[1]).toMatchObject({ kind: 'network', run: 'a', step: 100, vectors })
    for (; time < 2000; time += 10) if (progress.wantsNetwork()) progress.network('a', time, vectors)
    expect(port.chunks.length).toBe(10 + CREDITS)
    port.watch(false)
    port.credit(port.chunks.length)
    time += 1000
    expect(progress.wantsNetwork()).toBe(false)
  })

  it('draws the last of several validations, and the losses of all', () => {
    let time = 0
    const port = recorder()
    const progress = createProgress(() => time)
    progress.attach(port)
    const reading = { rmse: [0], r2: [1], truth: Float32Array.of(1), predicted: Float32Array.of(1) }
    for (let step = 0; step < 5; step++) {
      time += step === 0 ? 1000 : 5
      progress.validation('a', { step, loss: 5 - step, parameters: ['omega0'], ...reading, trained: { loss: 1, ...reading } })
    }
    progress.flush()
    const [first, second] = port.chunks
    expect(first).toMatchObject({ kind: 'validation', step: 0, loss: 5, earlier: [] })
    expect(second).toMatchObject({ step: 4, loss: 1, earlier: [1, 2, 3].map((step) => ({ step, loss: 5 - step, trained: 1 })) })
  })
})
