/** The words behind a verb: flags and names, checked, with a sentence when they are wrong. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { engineChoiceSchema, type EngineChoice } from '../../core/contract/engine'
import { SharkfinError } from '../../core/contract/errors'

/** Flags as strings, whichever were given; repeated flags are joined in `sets`. */
export interface Words {
  readonly names: readonly string[]
  readonly json: boolean
  readonly flag: (name: string) => string | undefined
  readonly sets: readonly string[]
}

/**
 * @param flags the flags with a value that this verb knows, without dashes
 * @throws SharkfinError `usage`
 */
export function parseWords(words: readonly string[], usage: string, flags: readonly string[]): Words {
  const options: ParseArgsOptionsConfig = {
    json: { type: 'boolean' },
    set: { type: 'string', multiple: true },
    ...Object.fromEntries(flags.map((flag) => [flag, { type: 'string' } as const]))
  }
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const flag = (name: string): string | undefined => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    }
    const sets = Array.isArray(values.set) ? values.set.map(String) : []
    return { names: positionals, json: values.json === true, flag, sets }
  } catch (thrown) {
    throw wrongUsage(thrown instanceof Error ? thrown.message : String(thrown), usage)
  }
}

/** The one name that a verb needs. */
export function oneName({ names }: Words, usage: string, what: string): string {
  const [name] = names
  if (names.length === 1 && name !== undefined) return name
  throw wrongUsage(names.length === 0 ? `${what} is missing.` : `Only one ${what.toLowerCase()} is taken.`, usage)
}

/** A flag that holds a whole number of at least `least`. */
export function wholeNumber(words: Words, name: string, least: number, usage: string): number | undefined {
  const text = words.flag(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw wrongUsage(`--${name} takes a whole number of at least ${least}, not "${text}".`, usage)
}

/** `--engine E`, or null where it was not given. */
export function engineChoice(words: Words, usage: string): EngineChoice | null {
  const text = words.flag('engine')
  if (text === undefined) return null
  const choice = engineChoiceSchema.safeParse(text)
  if (choice.success) return choice.data
  throw wrongUsage(`There is no engine "${text}"; the engines are ${engineChoiceSchema.options.join(', ')}.`, usage)
}

export function wrongUsage(message: string, usage: string): SharkfinError {
  return new SharkfinError({ code: 'usage', message: message.split('\n')[0] ?? message, remedy: `Usage: sharkfin ${usage}` })
}
