/**
 * Core is compiled without the types of any environment, and WebAssembly belongs to all of those it runs in; the few
 * members needed are declared here and nowhere else.
 */

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: unknown }
}

/** Functions that a module calls, by module and name. */
export type Imports = Readonly<Record<string, Readonly<Record<string, (...numbers: number[]) => number>>>>

/** A module, running; its exports as the caller knows them, since it emitted them. */
export function instantiate<Exports>(bytes: Uint8Array<ArrayBuffer>, imports: Imports = {}): Exports {
  const { WebAssembly: host } = globalThis as unknown as { WebAssembly: WebAssemblyHost }
  return new host.Instance(new host.Module(bytes), imports).exports as Exports
}
