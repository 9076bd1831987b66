/**
 * What core uses of csv-parse. Its own declarations name Node's Buffer, and through it core would see all of Node; the
 * environment that runs core has its own (paths in ../tsconfig.json).
 */
export declare function parse(input: string, options: Readonly<Record<string, unknown>>): string[][]
