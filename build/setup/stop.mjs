/** A failure that a person can put right: one sentence, which names the remedy. Nothing else is shown. */
export class Stop extends Error {}

/** Runs an entry script; a failure becomes one sentence on standard error and exit code 1. */
export function runEntry(main) {
  main().catch((thrown) => {
    const sentence = thrown instanceof Stop
      ? thrown.message
      : `Set-up failed in a way it does not know (${thrown?.message ?? thrown}); please report this sentence.`
    process.stderr.write(`${sentence}\n`)
    process.exitCode = 1
  })
}
