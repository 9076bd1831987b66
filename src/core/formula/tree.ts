/** A parsed formula: what was typed, as a tree of five kinds of nodes, each with the column where it begins. */

export type BinaryOperator = '+' | '-' | '*' | '/' | '^'

export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly column: number }
  | { readonly kind: 'symbol'; readonly name: string; readonly column: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Formula[]; readonly column: number }
  | { readonly kind: 'negative'; readonly arg: Formula; readonly column: number }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Formula
      readonly right: Formula
      readonly column: number
    }
