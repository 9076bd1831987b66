import { defineConfig } from 'vitest/config'

/** Unit tests. They run inside Electron's own Node (see build/), so that what passes here passes in the app. */
export default defineConfig({
  // The parts that the app's bundle takes; else tests would load TensorFlow.js twice.
  resolve: { alias: [{ find: /^(@tensorflow\/tfjs-[a-z-]+)$/, replacement: '$1/dist/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/long/**'],
    testTimeout: 60_000,
    pool: 'forks',
    // Bundled in the app as well: Node cannot load its parts as ES modules by path.
    server: { deps: { inline: [/@tensorflow\/tfjs/] } }
  }
})
