import { defineConfig } from 'playwright/test'

/** The built app, one window at a time: the tests measure how quickly it answers. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 90_000,
  outputDir: '../../test-results'
})
