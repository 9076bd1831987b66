import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Where engines, threads and native libraries are started: each file in a process of its own, which ends with it. */
const ALONE = ['tests/worker/{bench,engines,simulation}/**/*.test.ts']

/**
 * Unit tests. They run inside Electron's own Node (see build/), so that what passes here passes in the app. All else is plain functions
 * over data: its files follow each other in a process per core, so that TensorFlow.js, mathjs and binaryen are loaded once and not a hundred times.
 */
export default defineConfig({
  // The parts that the app's bundle takes; else tests would load TensorFlow.js twice.
  resolve: { alias: [{ find: /^(@tensorflow\/tfjs-[a-z-]+)$/, replacement: '$1/dist/index.js' }] },
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    // vitest would leave one core idle.
    maxWorkers: availableParallelism(),
    // Bundled in the app as well: Node cannot load its parts as ES modules by path.
    server: { deps: { inline: [/@tensorflow\/tfjs/] } },
    projects: [
      { extends: true, test: { name: 'science', include: ['tests/**/*.test.ts'], exclude: ['tests/{e2e,long}/**', ...ALONE], isolate: false } },
      { extends: true, test: { name: 'engines', include: ALONE } }
    ]
  }
})
