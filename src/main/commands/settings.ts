/** `--set key=value`: settings by their path in a recipe or an options object, checked by the same schema as a file. */
import { SharkfinError } from '../../core/contract/errors'
import type { z } from '../../core/contract/zod'

/**
 * `base` with each "a.b.c=value" put in its place; values are JSON where they can be, else text.
 * @throws SharkfinError `setting-wrong`, naming the setting
 */
export function withSettings<Value>(base: Value, sets: readonly string[], schema: z.ZodType<Value>): Value {
  const changed: unknown = structuredClone(base)
  for (const set of sets) {
    const at = set.indexOf('=')
    if (at < 1) throw wrong(`"${set}" is not of the form key=value`)
    place(changed, set.slice(0, at).split('.'), valueOf(set.slice(at + 1)), set)
  }
  const result = schema.safeParse(changed)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw wrong(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
}

function place(target: unknown, path: readonly string[], value: unknown, set: string): void {
  const [key, ...rest] = path
  if (typeof target !== 'object' || target === null || key === undefined) throw wrong(`"${set}" names no setting`)
  if (key === '__proto__' || key === 'constructor') throw wrong(`"${set}" names no setting`)
  if (rest.length > 0) place(Reflect.get(target, key), rest, value, set)
  else Reflect.set(target, key, value)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function wrong(what: string): SharkfinError {
  return new SharkfinError({
    code: 'setting-wrong',
    message: `A setting is wrong: ${what}.`,
    remedy: 'Write --set key=value with a key of the recipe, for example --set training.batches=1000.'
  })
}
