/** A variable as real quantities. */
import type { Variable } from '../recipe/system'

/** x of a real variable, z.re and z.im of a complex one. */
export function componentsOf({ kind, name }: Pick<Variable, 'kind' | 'name'>): readonly string[] {
  return kind === 'complex' ? [`${name}.re`, `${name}.im`] : [name]
}
