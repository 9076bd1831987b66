/**
 * What a random number is for. Each purpose is a stream of its own under the same seed, so that adding noise does not
 * change the parameters that are drawn. The numbers are part of what a recipe and a seed promise: never renumber.
 */
export const Purpose = {
  /** Parameters of the sweeps that the network is trained on. */
  prior: 1,
  /** Measurement noise on the sweeps that the network is trained on. */
  noise: 2,
  /** First weights of a network. */
  initialisation: 3,
  /** Parameters and noise of the held-out sweeps. */
  validationPrior: 4,
  validationNoise: 5,
  /** Parameters and noise of sweeps that are written to a file or drawn in the window. */
  samplePrior: 6,
  sampleNoise: 7,
  /** Order in which a fixed set of samples is visited. */
  shuffle: 8,
  /** Which units a dropout layer silences. */
  dropout: 9,
  /** Resampled residuals of a fit. */
  bootstrap: 10,
  /** Several starts of one fit. */
  restart: 11,
  /** Random forces on the system itself, for each kind of sweep. */
  process: 12,
  validationProcess: 13,
  sampleProcess: 14,
  /** Parameters, noise and random forces of the samples whose statistics scale a network's inputs and targets. */
  scalingPrior: 15,
  scalingNoise: 16,
  scalingProcess: 17,
  /** Noise that a layer adds at each training step. */
  layerNoise: 18,
  /** Parameters, noise and random forces of the test set, which is looked at once. */
  testPrior: 19,
  testNoise: 20,
  testProcess: 21,
  /** Noise on a gradient that a minimiser sees, random starts of one, and random directions to look along. */
  gradientNoise: 22,
  startingPlace: 23,
  direction: 24,
  /** Which rows of a table are held out. */
  split: 25
} as const

export type Purpose = (typeof Purpose)[keyof typeof Purpose]
