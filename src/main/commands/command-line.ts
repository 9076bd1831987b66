/** The command line: `sharkfin VERB ...`. Results go to standard output, everything else to standard error. */
import { describeError, errorData, SharkfinError } from '../../core/contract/errors'
import { createRuns } from '../runs/runs'
import { openStore } from '../store/store'
import { createSupervisor } from '../supervisor/supervisor'
import { help } from './help'
import type { Command, CommandServices } from './command'
import { bench } from './verbs/bench'
import { characterize } from './verbs/characterize'
import { compare } from './verbs/compare'
import { demo } from './demo/demo'
import { doctor } from './verbs/doctor'
import { exportModel } from './verbs/export'
import { map } from './verbs/map'
import { profile } from './verbs/profile'
import { read } from './verbs/read'
import { resume } from './verbs/resume'
import { runs as listRuns } from './verbs/runs'
import { simulate } from './verbs/simulate'
import { train } from './verbs/train'

const COMMANDS: Readonly<Record<string, Command>> = {
  read,
  simulate,
  train,
  characterize,
  map,
  export: exportModel,
  runs: listRuns,
  resume,
  compare,
  bench,
  profile,
  doctor,
  demo
}

const DONE = 0
const FAILED = 1
const WRONG_USAGE = 2

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage */
export async function runCommandLine(words: readonly string[], home: string): Promise<number> {
  const [verb = 'help', ...rest] = words
  if (verb === 'help' || verb === '--help') {
    process.stdout.write(help(COMMANDS))
    return DONE
  }
  const command = COMMANDS[verb]
  if (!command) return complain(unknownVerb(verb))
  if (rest.includes('--help')) {
    process.stdout.write(help({ [verb]: command }))
    return DONE
  }
  try {
    return await obey(command, rest, createServices(home))
  } catch (thrown) {
    return complain(thrown)
  }
}

async function obey(command: Command, words: readonly string[], services: CommandServices): Promise<number> {
  try {
    await command.run(words, services)
    return DONE
  } finally {
    await services.supervisor.endAll()
    services.store.close()
  }
}

function createServices(home: string): CommandServices {
  const store = openStore(home)
  const supervisor = createSupervisor({ onMessage: (message) => runs.hear(message), onStatus: () => {}, onStart: () => {} })
  const listeners = new Set<Parameters<CommandServices['onRun']>[0]>()
  const runs = createRuns(store, () => supervisor, (summary) => listeners.forEach((listener) => listener(summary)))
  return { home, store, supervisor, runs, onRun: (listener) => listeners.add(listener) }
}

function unknownVerb(verb: string): SharkfinError {
  return new SharkfinError({
    code: 'usage',
    message: `There is no verb "${verb}".`,
    remedy: `Use one of: ${Object.keys(COMMANDS).join(', ')}.`
  })
}

function complain(thrown: unknown): number {
  const error = errorData(thrown)
  process.stderr.write(`${describeError(error)}\n`)
  if (error.code === 'defect' && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`)
  return error.code === 'usage' ? WRONG_USAGE : FAILED
}
