import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claim, otherOwner, release } from '../../src/main/store/owner'

let folder: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'sharkfin-owner-')), 'run')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

it('is nobody before a run was claimed, and not another where we claimed it', () => {
  expect(otherOwner(folder)).toBeNull()
  claim(folder)
  expect(otherOwner(folder)).toBeNull()
  release(folder)
  release(folder)
})

it('is another process while that lives, and nobody when it has died or its name is none', () => {
  claim(folder)
  const write = (text: string): void => writeFileSync(join(folder, 'owner.pid'), text)
  write(String(process.ppid))
  expect(otherOwner(folder)).toBe(process.ppid)
  write(String(spawnSync(process.execPath, ['-e', '']).pid))
  expect(otherOwner(folder)).toBeNull()
  for (const text of ['', 'abc', '-1', '0', '1.5']) {
    write(text)
    expect(otherOwner(folder)).toBeNull()
  }
})
