import type { Command } from '../command'
import { engineChoice, oneName, parseWords } from '../words'
import { concludeRun, tellProgress } from './train'

const usage = 'resume RUN [--engine E] [--out DIR] [--json]'

/** Goes on with a run from its last checkpoint, on the engine it was begun with unless another is named. */
export const resume: Command = {
  usage,
  summary: 'goes on with a stopped or interrupted run from its last checkpoint',
  run: async (words, services) => {
    const parsed = parseWords(words, usage, ['engine', 'out'])
    services.onRun(tellProgress())
    await concludeRun(await services.runs.resume(oneName(parsed, usage, 'The run'), engineChoice(parsed, usage)).rest, parsed, services)
  }
}
