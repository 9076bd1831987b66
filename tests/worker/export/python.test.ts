/** The exported model in Python's onnxruntime, with the very code that the page beside it shows. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { exportModel } from '../../../src/worker/export/export-model'
import { PYTHON_PATIENCE, pythonWith } from '../python'
import { scaled, temporaryFolder, trained } from './trained'

const run = promisify(execFile)

describe('the exported model in Python', () => {
  it('runs with the code on its page and gives the same numbers to 1e-5', { timeout: PYTHON_PATIENCE }, async (ctx) => {
    const found = await pythonWith('onnxruntime', 'numpy')
    if ('missing' in found) return ctx.skip(found.missing)
    const folder = temporaryFolder()
    const out = join(folder, 'model.onnx')
    const result = await exportModel({ recipe: scaled, ...(await trained(scaled)), out, version: '0.1.0' })
    const page = readFileSync(result.beside[1] ?? '', 'utf8')
    const code = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    writeFileSync(join(folder, 'page.py'), code)
    const { stdout } = await run(found.python, ['page.py'], { cwd: folder })
    const difference = Number(/largest difference: (\S+)/.exec(stdout)?.[1])
    expect(difference).toBeLessThan(1e-5)
    const lines = stdout.trim().split('\n')
    expect(lines.length).toBe(8 + 1)
  })
})
