import { defineConfig } from 'playwright/test'

/** The built app, one window at a time: the tests measure how quickly it answers. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  // The limits on answering times are hard ones; a machine that was busy with something else gets another try.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  outputDir: '../../test-results'
})
