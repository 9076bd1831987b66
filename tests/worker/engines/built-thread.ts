import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

export interface BuiltThread {
  readonly url: URL
  /** Of the threads that a fused kernel starts; it lies where the engine's thread looks for it. */
  readonly kernelUrl: URL
  readonly remove: () => void
}

/** The engine's thread, and a kernel's, as the app's bundle has them. */
export async function buildThread(): Promise<BuiltThread> {
  // Inside the project, so that the built thread finds onnxruntime-node as the app's does.
  const outDir = mkdtempSync(resolve('node_modules/.sharkfin-engine-thread-'))
  const input = { 'engine-thread': 'src/worker/engines/thread.ts', 'kernel-thread': 'src/worker/engines/kernel-thread.ts' }
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, rollupOptions: { input, output: { format: 'es', entryFileNames: '[name].js' } } },
    ssr: { noExternal: [/@tensorflow\/tfjs-(core|backend-cpu)/] }
  })
  const at = (name: string): URL => pathToFileURL(join(outDir, `${name}.js`))
  return { url: at('engine-thread'), kernelUrl: at('kernel-thread'), remove: () => rmSync(outDir, { recursive: true }) }
}
