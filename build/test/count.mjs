/**
 * Counting. Every stage gives {passed, failed, failures: string[], skipped: {title, reason}[]}; a stage that ended badly
 * without saying which test failed still counts one failure, so that nothing can fail in silence.
 */
import { readFileSync } from 'node:fs'

/** A report from disk, or undefined where the stage ended before it wrote a whole one. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @typedef {{title: string, reason?: string}} Skipped
 * @typedef {{passed: number, failed: number, failures: string[], skipped: Skipped[]}} Counts
 */

/**
 * A stage that is one check: it passed or it failed.
 * @param {string} name
 * @param {{code: number, why?: string}} ending
 * @returns {Counts}
 */
export function oneCheck(name, { code, why }) {
  const good = code === 0
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, failures: good ? [] : [why ? `${name} (${why})` : name], skipped: [] }
}

/**
 * A stage of many tests: its report, and the exit code as a second witness.
 * @param {string} name
 * @param {{code: number, why?: string}} ending
 * @param {Counts} [report]
 * @returns {Counts}
 */
export function testResult(name, { code, why }, report) {
  if (!report) return oneCheck(`${name}: ended without a report`, { code: 1, why: why ?? `exit code ${code}` })
  if (code === 0 || report.failed > 0) return report
  const failure = `${name}: ${why ?? `exit code ${code}`} though no test failed`
  return { ...report, failed: 1, failures: [failure] }
}

/**
 * The sum of all stages.
 * @param {Counts[]} results
 * @returns {Counts}
 */
export function total(results) {
  return results.reduce(
    (sum, { passed, failed, failures, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      failures: [...sum.failures, ...failures],
      skipped: [...sum.skipped, ...skipped]
    }),
    { passed: 0, failed: 0, failures: [], skipped: [] }
  )
}

/**
 * Playwright's JSON report as counts. A test that passed only when tried again has passed, as playwright says.
 * @returns {Counts | undefined}
 */
export function countPlaywright(report) {
  if (!report) return undefined
  const tests = (report.suites ?? []).flatMap((suite) => testsBelow(suite, []))
  const failures = tests.filter(({ status }) => status === 'unexpected').map(({ title }) => title)
  const broken = (report.errors ?? []).map(({ message }) => String(message ?? 'an error outside of tests').split('\n')[0])
  return {
    passed: tests.filter(({ status }) => status === 'expected' || status === 'flaky').length,
    failed: failures.length + broken.length,
    failures: [...failures, ...broken],
    skipped: tests.filter(({ status }) => status === 'skipped').map(({ title, reason }) => ({ title, reason }))
  }
}

function testsBelow(suite, path) {
  const here = suite.title ? [...path, suite.title] : path
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      title: [...here, spec.title].join(' > '),
      status: test.status,
      reason: test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme')?.description
    }))
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsBelow(inner, here))]
}

/**
 * What stands at the end of a test run: failures, what was not run and why, and the counts as the last line.
 * @param {Counts} sum
 */
export function closingLines({ passed, failed, failures, skipped }) {
  const list = (title, lines) => (lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)])
  return [
    ...list('Failed:', failures),
    ...list('Not run:', skipped.map(({ title, reason }) => `${title}: ${reason || 'no reason was given'}`)),
    '',
    `${passed} passed, ${failed} failed`
  ]
}
