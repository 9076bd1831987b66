/** The steps of each lesson, in order: a step that is added must say here, and in lessons.spec.ts, what one should see. */
export const LESSON_STEPS = {
  optimize: ['descent', 'adam', 'l-bfgs', 'too-large', 'buckling', 'motion', 'landscape', 'many-masses'],
  fit: ['one-neuron', 'curve', 'few-neurons', 'relu', 'noisy-points', 'another-function', 'large-rate'],
  characterize: ['duffing', 'noise', 'fast-sweep', 'real-part', 'nonlinear-damping', 'another-equation', 'another-network', 'precision', 'look-at-samples'],
  overfit: ['by-heart', 'more-data', 'noise-on-inputs', 'all-cures'],
  images: ['look-at-maps', 'train-maps', 'inside', 'clean-maps', 'latent-plane', 'surrogate']
} as const
