import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

/**
 * Three builds: out/main (the app, and beside it every process and thread it starts, as ES modules), out/preload
 * (one CommonJS file, as a sandboxed preload must be), out/renderer (the page).
 */
export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          compute: resolve('src/worker/compute.ts'),
          'engine-thread': resolve('src/worker/engines/thread.ts'),
          'kernel-thread': resolve('src/worker/engines/kernel-thread.ts'),
          'simulation-thread': resolve('src/worker/simulation/thread.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      },
      // Bundled, because Node cannot load its parts as ES modules by path; the rest is loaded from node_modules.
      externalizeDeps: { exclude: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'] }
    }
  },
  preload: {
    build: {
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [svelte()],
    build: { sourcemap: true, rolldownOptions: { input: resolve('src/renderer/index.html') } }
  }
})
