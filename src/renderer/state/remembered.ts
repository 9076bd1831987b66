/** What this machine remembers of a window; a damaged note is as none. */
import { z } from '../../core/contract/zod'

/** @returns null where nothing of this shape is remembered */
export function remembered<Value>(key: string, schema: z.ZodType<Value>): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** What does not fit into the room that there is, is not remembered. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    localStorage.removeItem(key)
  }
}
