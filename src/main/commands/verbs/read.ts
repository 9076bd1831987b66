import { writeFile } from 'node:fs/promises'
import { resolve, basename } from 'node:path'
import type { PictureFolder } from '../../../core/contract/answers'
import { SharkfinError } from '../../../core/contract/errors'
import type { Command, CommandServices } from '../command'
import { isFolder, readPictureFolder, recipeOfFolder } from '../picture-folder'
import { printJson, printLine, table } from '../print'
import { oneName, parseWords, wrongUsage } from '../words'

const usage = 'read FILE|FOLDER [--out RECIPE] [--json]'

/** What a measured file or a folder of pictures holds, as Sharkfin understands it. */
export const read: Command = {
  usage,
  summary: 'says how a measured file is understood: columns, units, sweeps, skipped lines; of a folder of labelled pictures also its recipe, with --out as a file',
  run: async (words, services) => {
    const parsed = parseWords(words, usage, ['out'])
    const path = resolve(oneName(parsed, usage, 'The file'))
    const out = parsed.flag('out')
    if (await isFolder(path)) return readFolder(path, out, parsed.json, services)
    if (out !== undefined) throw wrongUsage('--out is for a folder of pictures.', usage)
    await readFile(path, parsed.json, services)
  }
}

async function readFile(path: string, json: boolean, { supervisor }: CommandServices): Promise<void> {
  const source = { kind: 'path', path, name: basename(path) } as const
  const result = await supervisor.worker('measurement').ask({ kind: 'read', source, options: {} })
  if (json) return printJson(result)
  printLine(`${result.file}: ${result.rows} rows, ${result.dialect.delimiter}-separated, decimal "${result.dialect.decimal}"`)
  printLine(table([['column', 'unit', 'role'], ...result.columns.map(({ name, unit, role }) => [name, unit, role])]))
  for (const { line, why } of result.skipped) printLine(`line ${line} skipped: ${why}`)
  for (const { points, direction, drive, from, to } of result.sweeps) {
    printLine(`sweep ${direction > 0 ? 'up' : 'down'} from ${from} to ${to}, ${points} points, drive ${drive ?? 'unknown'}`)
  }
}

async function readFolder(path: string, out: string | undefined, json: boolean, { supervisor }: CommandServices): Promise<void> {
  const folder = await readPictureFolder(path, supervisor)
  const recipe = await recipeOfFolder(folder)
  if (out !== undefined) await writeRecipe(resolve(out), `${JSON.stringify(recipe, null, 2)}\n`)
  const sizes = sizesOf(folder)
  if (json) {
    const labels = folder.labels.map(({ heading, unit, words }) => ({ heading, unit, kind: words ? 'words' : 'numbers' }))
    return printJson({ folder: path, pictures: folder.files.length, sizes, coloured: folder.coloured, digest: folder.digest, labels, skipped: folder.skipped, recipe, out: out === undefined ? null : resolve(out) })
  }
  const { outputs, rows, columns, channels, count } = recipe.pictures
  printLine(`${folder.name}: ${folder.files.length} pictures, ${sizes.map((one) => `${one.count} of ${one.rows} × ${one.columns}`).join(', ')}`)
  printLine(`as a recipe: ${count} pictures, all ${rows} × ${columns}, ${channels === 1 ? 'grey' : 'red, green and blue'}`)
  printLine(outputs.kind === 'values' ? `the network says ${outputs.columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(', ')}` : `the network says which ${outputs.name}: ${outputs.classes.join(', ')}`)
  for (const { file, why } of folder.skipped) printLine(`${file} skipped: ${why}`)
  if (out !== undefined) printLine(`recipe: ${resolve(out)}`)
}

/** The commonest sizes first. */
function sizesOf({ rows, columns }: PictureFolder): readonly { readonly rows: number; readonly columns: number; readonly count: number }[] {
  const counts = new Map<string, { rows: number; columns: number; count: number }>()
  rows.forEach((height, picture) => {
    const width = columns[picture] ?? 0
    const known = counts.get(`${height} ${width}`) ?? { rows: height, columns: width, count: 0 }
    counts.set(`${height} ${width}`, { ...known, count: known.count + 1 })
  })
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 8)
}

async function writeRecipe(out: string, text: string): Promise<void> {
  await writeFile(out, text).catch((error: Error) => {
    throw new SharkfinError({ code: 'out-not-writable', message: `The recipe could not be written: ${error.message}.`, remedy: 'Name another file with --out.', place: { file: out } })
  })
}
