/** A function as it is written: F(q). */
import { symbolTex } from '../parts/tex'

interface Named {
  readonly name: string
}

/** @returns TeX of the name with its variables */
export function callTex(name: string, inputs: readonly Named[]): string {
  return `${symbolTex(name)}(${inputs.map((input) => symbolTex(input.name)).join(', ')})`
}
