import type { Command } from './command'

/** The page that `sharkfin help` prints. */
export function help(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}\n`)
  return `Sharkfin: simulate, train, measure.\n\n${rows.join('')}\nWith --json a verb prints one JSON object and nothing else.\n`
}
