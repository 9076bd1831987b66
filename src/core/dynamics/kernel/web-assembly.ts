/**
 * Core is compiled without the types of any environment, and WebAssembly belongs to all of those it runs in; the few
 * members needed are declared here and nowhere else.
 */

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: unknown }
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
}

/** Functions that a module calls, by module and name. */
export type Imports = Readonly<Record<string, Readonly<Record<string, (...numbers: number[]) => number>>>>

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
  const { Instance } = host()
  return new Instance(compiled, imports).exports as Exports
}

/** Whether the host knows every instruction of a module. */
export function isKnown(bytes: Uint8Array<ArrayBuffer>): boolean {
  return host().validate(bytes)
}
