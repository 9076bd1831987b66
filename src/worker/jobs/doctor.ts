/** Which engines are there. */
import { createRequire } from 'node:module'
import { availableParallelism, cpus } from 'node:os'
import type { DoctorResult } from '../../core/contract/answers'

/** Loads each engine, since being installed is not yet being usable. */
export async function doctor(): Promise<DoctorResult> {
  const device = `${cpus()[0]?.model.trim() ?? 'CPU'}, ${availableParallelism()} threads`
  const cpu = { name: 'cpu', device, version: versionOf('onnxruntime-node') }
  try {
    const { listSupportedBackends } = await import('onnxruntime-node')
    const found = listSupportedBackends().map(({ name }) => name).join(', ')
    return { engines: [{ ...cpu, available: true, why: `onnxruntime's backends here: ${found}` }] }
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return { engines: [{ ...cpu, available: false, why: `onnxruntime could not be loaded: ${why}` }] }
  }
}

function versionOf(name: string): string {
  const description: unknown = createRequire(import.meta.url)(`${name}/package.json`)
  const version: unknown = typeof description === 'object' && description !== null ? Reflect.get(description, 'version') : null
  return typeof version === 'string' ? version : 'unknown'
}
