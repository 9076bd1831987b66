/**
 * Progress from the worker, on the port that preload hands to the page. A new port replaces the old one (after a
 * reload, or when a worker was started anew). Each chunk that was taken in is answered with a credit.
 */
import { progressChunkSchema, type ProgressAnswer, type ProgressChunk } from '../../core/contract/progress'

let current: MessagePort | undefined
let watched = false

/** Says whether networks are wanted while they train; a new port is told too. */
export function watchNetworks(wanted: boolean): void {
  watched = wanted
  sayWatched()
}

function sayWatched(): void {
  const answer: ProgressAnswer = { kind: 'watch', network: watched }
  current?.postMessage(answer)
}

/** @param take called for every valid chunk; a chunk of unknown shape is dropped and said on the console */
export function listenForProgress(take: (chunk: ProgressChunk) => void): void {
  window.addEventListener('message', (event) => {
    const port = event.ports[0]
    if (event.source !== window || !isPortMessage(event.data) || !port) return
    current?.close()
    current = port
    port.onmessage = ({ data }) => receive(port, data, take)
    port.start()
    if (watched) sayWatched()
  })
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'sharkfin-progress-port'
}

function receive(port: MessagePort, data: unknown, take: (chunk: ProgressChunk) => void): void {
  const parsed = progressChunkSchema.safeParse(data)
  if (!parsed.success) {
    console.error('A progress chunk of unknown shape was dropped.', parsed.error.issues)
    return
  }
  take(parsed.data)
  const credit: ProgressAnswer = { kind: 'credit', sequence: parsed.data.sequence }
  port.postMessage(credit)
}
