import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

export interface BuiltThread {
  readonly url: URL
  readonly remove: () => void
}

/** The engine's thread as the app's bundle has it. */
export async function buildThread(): Promise<BuiltThread> {
  // Inside the project, so that the built thread finds onnxruntime-node as the app's does.
  const outDir = mkdtempSync(resolve('node_modules/.sharkfin-engine-thread-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/worker/engines/thread.ts', outDir, rollupOptions: { output: { format: 'es' } } },
    ssr: { noExternal: [/@tensorflow\/tfjs-(core|backend-cpu)/] }
  })
  const file = readdirSync(outDir).find((name) => name.startsWith('thread')) ?? ''
  return { url: pathToFileURL(join(outDir, file)), remove: () => rmSync(outDir, { recursive: true }) }
}
