import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWhole } from '../../src/main/window/write-whole'

test('a file is replaced as a whole; where that fails, what was there stays and nothing else is left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sharkfin-write-'))
  const path = join(folder, 'recipe.json')
  writeFileSync(path, 'old')
  await writeWhole(path, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['recipe.json'])
  const taken = join(folder, 'taken')
  mkdirSync(join(taken, 'inside'), { recursive: true })
  await expect(writeWhole(taken, 'new')).rejects.toMatchObject({ code: 'save-failed', place: { file: taken } })
  expect(readdirSync(folder).sort()).toEqual(['recipe.json', 'taken'])
  rmSync(folder, { recursive: true })
})
