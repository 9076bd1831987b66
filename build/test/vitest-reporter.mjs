/** Writes vitest's outcome as counts. vitest's own JSON leaves out why a test was skipped, and we print that. */
import { writeFileSync } from 'node:fs'

export default class CountingReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state) => tests.filter((test) => test.result().state === state)
    const failures = [
      ...inState('failed').map(title),
      ...modules.flatMap(brokenPlaces),
      ...unhandledErrors.map((error) => `unhandled: ${error.message}`)
    ]
    const skipped = inState('skipped').map((test) => ({ title: title(test), reason: test.result().note }))
    const unfinished = inState('pending').map((test) => `${title(test)} did not finish`)
    const report = {
      passed: inState('passed').length,
      failed: failures.length + unfinished.length,
      failures: [...failures, ...unfinished],
      skipped
    }
    writeFileSync(process.env.SHARKFIN_TEST_REPORT, JSON.stringify(report))
  }
}

function title(test) {
  return `${test.module.relativeModuleId} > ${test.fullName}`
}

/** Files and suites that broke outside of their tests: an import that fails, a hook that throws. */
function brokenPlaces(module) {
  const suites = [...module.children.allSuites()].map((suite) => [`${module.relativeModuleId} > ${suite.fullName}`, suite.errors()])
  return [[module.relativeModuleId, module.errors()], ...suites].flatMap(([place, errors]) =>
    errors.map((error) => `${place}: ${String(error.message).split('\n')[0]}`)
  )
}
