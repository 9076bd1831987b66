/** A folder of labelled pictures: what is read of it, what is left out and why, and that a recipe means what lay in it. */
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { PictureFolder } from '../../../src/core/contract/answers'
import { errorData } from '../../../src/core/contract/errors'
import { guessUses, picturesRecipe } from '../../../src/core/recipe/pictures-recipe'
import { picturesRecipeSchema, simulationRecipeSchema, type PicturesRecipe } from '../../../src/core/recipe/schema'
import { readPictures } from '../../../src/worker/jobs/read-pictures'
import { createSamples } from '../../../src/worker/samples/open'
import { pictureSet } from '../../../src/worker/pictures/picture-set'
import { discFolder, discPng, discs, sortedFolder } from './folder-of'

const base = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-map.json', 'utf8')))
const made: string[] = []
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))
const kept = (folder: string): string => (made.push(folder), folder)
const read = (path: string): Promise<PictureFolder> => readPictures({ kind: 'read-pictures', id: 1, source: { kind: 'path', path, name: 'discs' } })
const recipeOf = async (path: string, uses?: Parameters<typeof picturesRecipe>[1]): Promise<PicturesRecipe> => {
  const folder = await read(path)
  return picturesRecipeSchema.parse(picturesRecipe(folder, uses ?? guessUses(folder), base))
}
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (thrown: unknown) => errorData(thrown).code)

describe('a folder of pictures', () => {
  test('with labels becomes a recipe of numbers, whose samples are its pictures and labels', async () => {
    const all = discs(30)
    const path = kept(discFolder(all))
    const recipe = await recipeOf(path)
    expect(recipe.pictures).toMatchObject({ count: 30, rows: 24, columns: 24, channels: 1, outputs: { kind: 'values', columns: [{ name: 'radius', unit: 'px', heading: 'radius' }] } })
    expect(recipe.network.layers.filter(({ kind }) => kind === 'conv2d')).toHaveLength(3)
    const { inputs, fill } = await createSamples(recipe)
    const { x, y, files } = await pictureSet(recipe)
    expect(inputs).toBe(576)
    expect(files[7]).toBe('disc-0007.png')
    expect(y[7]).toBeCloseTo(all[7]?.radius ?? NaN, 4)
    // The middle of the disc and the corner of the picture, over 255; the top row comes first.
    const disc = all[7] ?? { x: 0, y: 0 }
    expect(x[7 * 576 + Math.floor(disc.y) * 24 + Math.floor(disc.x)]).toBeCloseTo(220 / 255, 6)
    expect(x[7 * 576]).toBeCloseTo(40 / 255, 6)
    // Each picture that is not held out is visited once an epoch, and no other.
    const [seen, truth] = [new Float32Array(24 * inputs), new Float32Array(24)]
    fill({ kind: 'training', batch: 0, first: 0, count: 16 }, seen, truth)
    fill({ kind: 'training', batch: 1, first: 0, count: 8 }, seen.subarray(16 * inputs), truth.subarray(16))
    const [, held] = [new Float32Array(6 * inputs), new Float32Array(6)]
    fill({ kind: 'validation', batch: 0, first: 0, count: 6 }, new Float32Array(6 * inputs), held)
    expect([...truth, ...held].sort()).toEqual([...y].sort())
  })

  test('sorted into sub-folders becomes classes; a class column does as well', async () => {
    const all = discs(20)
    const sorted = await recipeOf(kept(sortedFolder(all)), [])
    expect(sorted.pictures.outputs).toEqual({ kind: 'classes', name: 'class', heading: null, classes: ['large', 'small'] })
    expect(sorted.training.loss.kind).toBe('cross-entropy')
    const { y, files } = await pictureSet(sorted)
    files.forEach((file, row) => expect(y[2 * row]).toBe(Number(file.startsWith('large/'))))
    const named = await recipeOf(kept(discFolder(all)), ['none', 'class'])
    expect(named.pictures.outputs).toEqual({ kind: 'classes', name: 'kind', heading: 'kind', classes: ['large', 'small'] })
  })

  test('of differing sizes is resampled to the middle one: a disc twice as large in a picture twice as large is the same disc', async () => {
    const disc = { radius: 5, x: 11, y: 13 }
    const path = kept(discFolder(Array.from({ length: 6 }, () => disc), (at) => (at === 2 ? 48 : 24)))
    const { x, sizes } = await pictureSet(await recipeOf(path))
    expect(sizes[2]).toEqual([48, 48])
    const [own, shrunk] = [x.subarray(0, 576), x.subarray(2 * 576, 3 * 576)]
    const difference = own.reduce((sum, value, k) => sum + Math.abs(value - (shrunk[k] ?? NaN)), 0) / 576
    expect(difference).toBeLessThan(0.02)
    // Weights are normalised: the mean brightness stays.
    const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / 576
    expect(mean(shrunk)).toBeCloseTo(mean(own), 2)
  })

  test('loses nothing silently: each file that is left out is named with its reason', async () => {
    const path = kept(discFolder(discs(12)))
    writeFileSync(join(path, 'disc-0003.png'), 'no picture')
    writeFileSync(join(path, 'unnamed.png'), discPng({ radius: 5, x: 12, y: 12 }))
    writeFileSync(join(path, 'photo.jpg'), 'jpeg')
    appendFileSync(join(path, 'labels.csv'), '\ngone.png,4,small\ndisc-0001.png,4,small\n')
    const { files, skipped } = await read(path)
    expect(files).toHaveLength(11)
    const why = Object.fromEntries(skipped.map((one) => [one.file, one.why]))
    expect(why['disc-0003.png']).toMatch(/\S/)
    expect(why['unnamed.png']).toBe('no line of labels.csv names it')
    expect(why['photo.jpg']).toContain('of another kind')
    expect(why['gone.png']).toBe('line 14 of labels.csv: there is no such picture')
    expect(why['disc-0001.png']).toBe('line 15 of labels.csv: an earlier line names it already')
  })

  test('that has changed is not taken for what the recipe was made with', async () => {
    const path = kept(discFolder(discs(12)))
    const recipe = await recipeOf(path)
    expect(await codeOf(pictureSet(recipe))).toBe('none')
    // Notes beside the pictures are none of them.
    writeFileSync(join(path, 'notes.md'), 'taken in the morning')
    expect(await codeOf(pictureSet(recipe))).toBe('none')
    const labels = readFileSync(join(path, 'labels.csv'), 'utf8')
    writeFileSync(join(path, 'labels.csv'), labels.replace(/small|large/, 'tiny'))
    expect(await codeOf(pictureSet(recipe))).toBe('pictures-changed')
    writeFileSync(join(path, 'labels.csv'), labels)
    expect(await codeOf(pictureSet(recipe))).toBe('none')
    copyFileSync(join(path, 'disc-0001.png'), join(path, 'disc-0002.png'))
    expect(await codeOf(pictureSet(recipe))).toBe('pictures-changed')
    rmSync(path, { recursive: true })
    expect(await codeOf(pictureSet(recipe))).toBe('pictures-folder')
  })

  test('without labels or without pictures is refused with a remedy', async () => {
    const path = kept(discFolder(discs(5)))
    rmSync(join(path, 'labels.csv'))
    expect(await codeOf(read(path))).toBe('pictures-no-labels')
    const empty = join(path, 'empty')
    mkdirSync(empty)
    expect(await codeOf(read(empty))).toBe('pictures-none')
    expect(await codeOf(read(join(path, 'disc-0001.png')))).toBe('pictures-folder')
  })
})
