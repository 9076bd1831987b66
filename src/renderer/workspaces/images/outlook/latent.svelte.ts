/** The plane of codes as it is looked at: where the point is, what colours the samples, and how fine the plane of maps is. */

interface Latent {
  /** The point, as a code; null: in the middle of the samples. */
  point: readonly [number, number] | null
  /** Which parameter colours the samples. */
  colour: number
  /** Maps along each side of the plane; 0 for none. */
  across: number
}

export const latent: Latent = $state({ point: null, colour: 0, across: 7 })

/** Samples in the plane. */
export const SAMPLES = 160
/** While it trains the plane is drawn anew at most this often, in ms. */
export const REDRAWN = 700
