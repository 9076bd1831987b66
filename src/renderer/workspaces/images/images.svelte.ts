/** What is looked at in the workspace Images; it stays while another workspace is shown. */

export const VIEWS = [
  { id: 'maps', name: 'Maps and training', meaning: 'Simulated maps as the network sees them, and its training' },
  { id: 'network', name: 'Inside the network', meaning: 'Its layers as blocks, their kernels and what they make of a map, while it trains' }
] as const

export type ViewId = (typeof VIEWS)[number]['id']

interface Shown {
  view: ViewId
  /** Which of the simulated maps. */
  map: number
  /** Which channel of it: the response, or a coordinate. */
  channel: number
  /** With the noise that the network sees. */
  noisy: boolean
}

export const images: Shown = $state({ view: 'maps', map: 0, channel: 0, noisy: true })
