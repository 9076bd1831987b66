/**
 * Core is compiled without the types of any environment, and WebAssembly belongs to all of those it runs in; the few
 * members needed are declared here and nowhere else.
 */

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: unknown }
  readonly Memory: new (of: { readonly initial: number; readonly maximum: number; readonly shared: true }) => SharedMemory
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
}

/** Memory of several threads' instances; threads of one process may share it. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
}

/** Functions that a module calls, and the memory that it does not bring, by module and name. */
export type Imports = Readonly<Record<string, Readonly<Record<string, ((...numbers: number[]) => number) | SharedMemory>>>>

function host(): WebAssemblyHost {
  return (globalThis as unknown as { WebAssembly: WebAssemblyHost }).WebAssembly
}

/** A module that the host has compiled; threads of one process may share it. */
export type CompiledModule = object

export function compileModule(bytes: Uint8Array<ArrayBuffer>): CompiledModule {
  const { Module } = host()
  return new Module(bytes)
}

/** A module, running; its exports as the caller knows them, since it emitted them. */
export function instantiate<Exports>(
  bytes: Uint8Array<ArrayBuffer>,
  compiled: CompiledModule = compileModule(bytes),
  imports: Imports = {}
): Exports {
  return instantiateCompiled(compiled, imports)
}

export function instantiateCompiled<Exports>(compiled: CompiledModule, imports: Imports): Exports {
  const { Instance } = host()
  return new Instance(compiled, imports).exports as Exports
}

/** @param pages of 65,536 bytes; it never grows */
export function sharedMemory(pages: number): SharedMemory {
  const { Memory } = host()
  return new Memory({ initial: pages, maximum: pages, shared: true })
}

/** Whether the host knows every instruction of a module. */
export function isKnown(bytes: Uint8Array<ArrayBuffer>): boolean {
  return host().validate(bytes)
}
