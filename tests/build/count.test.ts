import { expect, test } from 'vitest'
import { closingLines, countPlaywright, oneCheck, testResult, total } from '../../build/test/count.mjs'

const report = { passed: 3, failed: 0, failures: [], skipped: [{ title: 'python', reason: 'Python is not here' }] }

test('a single check counts one, either way', () => {
  expect(oneCheck('lint', { code: 0 })).toMatchObject({ passed: 1, failed: 0 })
  expect(oneCheck('lint', { code: 2, why: 'stopped after 5 minutes' })).toMatchObject({
    passed: 0,
    failed: 1,
    failures: ['lint (stopped after 5 minutes)']
  })
})

test('a stage that ends without a report is a failure, even with exit code 0', () => {
  expect(testResult('unit tests', { code: 139 }, undefined)).toMatchObject({ passed: 0, failed: 1 })
  expect(testResult('unit tests', { code: 0 }, undefined).failed).toBe(1)
})

test('a bad exit code counts although every test passed', () => {
  expect(testResult('unit tests', { code: 0 }, report)).toEqual(report)
  const crashed = testResult('unit tests', { code: 1 }, report)
  expect(crashed).toMatchObject({ passed: 3, failed: 1, failures: ['unit tests: exit code 1 though no test failed'] })
  expect(testResult('unit tests', { code: 1 }, { ...report, failed: 2 }).failed).toBe(2)
})

test("playwright's report: nested suites, skipped with reason, flaky as passed, errors outside of tests", () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ status, annotations: description ? [{ type: 'skip', description }] : [] }]
  })
  const counted = countPlaywright({
    errors: [{ message: 'Error: a worker died\n    at x' }],
    suites: [{
      title: 'window.spec.ts',
      specs: [spec('opens', 'expected'), spec('drops', 'unexpected')],
      suites: [{ title: 'inner', specs: [spec('wobbles', 'flaky'), spec('gpu', 'skipped', 'no GPU')] }]
    }]
  })
  expect(counted).toEqual({
    passed: 2,
    failed: 2,
    failures: ['window.spec.ts > drops', 'Error: a worker died'],
    skipped: [{ title: 'window.spec.ts > inner > gpu', reason: 'no GPU' }]
  })
  expect(countPlaywright(undefined)).toBeUndefined()
})

test('the last line is the sum, above it what was not run and why', () => {
  const lines = closingLines(total([oneCheck('lint', { code: 1 }), report]))
  expect(lines.at(-1)).toBe('3 passed, 1 failed')
  expect(lines).toContain('  python: Python is not here')
  expect(lines).toContain('  lint')
})
