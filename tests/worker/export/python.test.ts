/** The exported model in Python's onnxruntime, with the very code that the page beside it shows. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { exportModel } from '../../../src/worker/export/export-model'
import { scaled, temporaryFolder, trained } from './trained'

const run = promisify(execFile)
const PATIENCE = 300_000
const windows = process.platform === 'win32'
const home = join(tmpdir(), 'sharkfin-python-onnxruntime')
const python = join(home, windows ? 'Scripts/python.exe' : 'bin/python')

/** A Python with onnxruntime, made once and kept in the system's folder for temporary files; or why there is none. */
async function pythonWithOnnxruntime(): Promise<string | null> {
  try {
    if (existsSync(python)) {
      await run(python, ['-c', 'import onnxruntime, numpy'])
      return null
    }
    const fresh = `${home}-${process.pid}`
    await mkdir(dirname(fresh), { recursive: true })
    await run(windows ? 'python' : 'python3', ['-m', 'venv', fresh], { timeout: PATIENCE })
    const pip = [join(fresh, windows ? 'Scripts/python.exe' : 'bin/python'), '-m', 'pip'] as const
    await run(pip[0], [...pip.slice(1), 'install', '--quiet', 'onnxruntime', 'numpy'], { timeout: PATIENCE })
    if (existsSync(home)) await rm(home, { recursive: true })
    renameSync(fresh, home)
    return null
  } catch (thrown) {
    const [firstLine] = String(thrown instanceof Error ? thrown.message : thrown).split('\n')
    return `no Python with onnxruntime: ${firstLine}`
  }
}

describe('the exported model in Python', () => {
  it('runs with the code on its page and gives the same numbers to 1e-5', { timeout: 2 * PATIENCE }, async (ctx) => {
    const missing = await pythonWithOnnxruntime()
    if (missing) return ctx.skip(missing)
    const folder = temporaryFolder()
    const out = join(folder, 'model.onnx')
    const result = await exportModel({ recipe: scaled, ...(await trained(scaled)), out, version: '0.1.0' })
    const page = readFileSync(result.beside[1] ?? '', 'utf8')
    const code = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    writeFileSync(join(folder, 'page.py'), code)
    const { stdout } = await run(python, ['page.py'], { cwd: folder })
    const difference = Number(/largest difference: (\S+)/.exec(stdout)?.[1])
    expect(difference).toBeLessThan(1e-5)
    const lines = stdout.trim().split('\n')
    expect(lines.length).toBe(8 + 1)
  })
})
