import { defineConfig } from 'vitest/config'
import { root } from '../setup/paths.mjs'

/** The longer checks, `npm run test:long`: minutes each, one file at a time so that timings mean something. */
export default defineConfig({
  root,
  test: { include: ['tests/long/**/*.test.ts'], testTimeout: 30 * 60_000, pool: 'forks', fileParallelism: false }
})
