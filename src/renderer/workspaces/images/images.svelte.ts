/** What is looked at in the workspace Images, and the kernel by hand; it stays while another workspace is shown. */
import type { Picture } from '../../../core/network/kernel-by-hand'
import { KERNELS } from './kernels'

export const VIEWS = [
  { id: 'maps', name: 'Maps', meaning: 'Simulated maps as the network sees them, and its training' },
  { id: 'network', name: 'Network', meaning: 'Its layers as blocks, their kernels and what they make of a map, while it trains' },
  { id: 'kernel', name: 'Kernel by hand', meaning: 'One kernel slid over one picture, step by step' },
  { id: 'measured', name: 'Measured map', meaning: 'A map of yours: its parameters, the map that they imply, and the difference' },
  { id: 'clean', name: 'Cleaning', meaning: 'A network that takes noise out of a map, or makes a coarse one fine' },
  { id: 'latent', name: 'Latent plane', meaning: 'Maps through two numbers: an autoencoder and the plane of its codes' },
  { id: 'surrogate', name: 'Surrogate', meaning: 'A network that says the response to given parameters, beside the simulator' }
] as const

/** The same where the recipe is about a folder of pictures. */
export const PICTURE_VIEWS = [
  { id: 'maps', name: 'Pictures', meaning: 'Pictures of the folder as the network sees them, and its training' },
  { ...VIEWS[1], meaning: 'Its layers as blocks, their kernels and what they make of a picture, while it trains' },
  VIEWS[2],
  { id: 'measured', name: 'Your picture', meaning: 'What the network says of a picture that you drop' }
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

interface Hand {
  size: number
  /** [size, size] */
  weights: number[]
  stride: number
  padded: boolean
  /** Which of the simulated maps it is slid over, where there is no picture. */
  map: number
  /** A picture that was dropped, and its name. */
  picture: Picture | null
  name: string
  /** Numbers of the output that are made already. */
  done: number
}

const [blur] = KERNELS

export const hand: Hand = $state({ size: blur?.size ?? 3, weights: [...(blur?.weights ?? [])], stride: 1, padded: false, map: 1, picture: null, name: '', done: 0 })
