import type { Command } from '../command'
import { oneName, parseWords } from '../words'
import { concludeRun, tellProgress } from './train'

const usage = 'resume RUN [--out DIR] [--json]'

/** Goes on with a run from its last checkpoint. */
export const resume: Command = {
  usage,
  summary: 'goes on with a stopped or interrupted run from its last checkpoint',
  run: async (words, services) => {
    const parsed = parseWords(words, usage, ['out'])
    services.onRun(tellProgress())
    await concludeRun(await services.runs.resume(oneName(parsed, usage, 'The run')).rest, parsed, services)
  }
}
