import { defineConfig } from 'playwright/test'

/** They measure how quickly the window answers, which another app at work beside them would spoil. */
const ANSWERS = ['training.spec.ts', 'measurement.spec.ts']

/** The built app. Two at a time, each with a store of its own, but for those that measure. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  projects: [
    { name: 'answers', testMatch: ANSWERS, workers: 1 },
    { name: 'others', testMatch: '*.spec.ts', testIgnore: ANSWERS }
  ],
  // A machine that was busy with something else gets another try.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  outputDir: '../../test-results'
})
