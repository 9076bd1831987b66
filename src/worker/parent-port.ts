/** The two kinds of port that Electron gives a utility process, as far as we use them (its types belong to main). */

export interface ProgressPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: ProgressPort[] }) => void): unknown
}

/** @throws Error where this process was not started by Electron's utilityProcess */
export function parentPort(): ParentPort {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (!isParentPort(port)) throw new Error('compute.ts is the entry of a utility process; main starts it')
  return port
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port
}
