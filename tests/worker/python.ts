import { execFile } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const windows = process.platform === 'win32'

/** Milliseconds that making one may take. */
export const PYTHON_PATIENCE = 600_000

export type Python = { readonly python: string } | { readonly missing: string }

/** A Python with the packages, made once and kept in the system's folder for temporary files; or why there is none. */
export async function pythonWith(...packages: readonly string[]): Promise<Python> {
  const home = join(tmpdir(), `sharkfin-python-${packages.join('-')}`)
  const inside = (folder: string): string => join(folder, windows ? 'Scripts/python.exe' : 'bin/python')
  const python = inside(home)
  try {
    if (existsSync(python)) {
      await run(python, ['-c', `import ${packages.join(', ')}`])
      return { python }
    }
    const timeout = PYTHON_PATIENCE / 2
    const fresh = `${home}-${process.pid}`
    await mkdir(dirname(fresh), { recursive: true })
    await run(windows ? 'python' : 'python3', ['-m', 'venv', fresh], { timeout })
    await run(inside(fresh), ['-m', 'pip', 'install', '--quiet', ...packages], { timeout })
    if (existsSync(home)) await rm(home, { recursive: true })
    renameSync(fresh, home)
    return { python }
  } catch (thrown) {
    const [firstLine] = String(thrown instanceof Error ? thrown.message : thrown).split('\n')
    return { missing: `no Python with ${packages.join(', ')}: ${firstLine}` }
  }
}
