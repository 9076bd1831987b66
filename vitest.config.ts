import { defineConfig } from 'vitest/config'

/** Unit tests. They run inside Electron's own Node (see build/), so that what passes here passes in the app. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/long/**'],
    testTimeout: 60_000,
    pool: 'forks',
    // Bundled in the app as well: Node cannot load its parts as ES modules by path.
    server: { deps: { inline: [/@tensorflow\/tfjs/] } }
  }
})
