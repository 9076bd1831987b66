/** Which pictures of a folder have a label, and what it is: numbers, or a class. */
import type { PicturesTarget } from './pictures'

/** A folder's labels, as the contract's PictureFolder has them. */
export interface FolderLabels {
  readonly files: readonly string[]
  readonly folders: readonly string[] | null
  readonly labels: readonly { readonly heading: string; readonly numbers: Float64Array; readonly words: readonly string[] | null }[]
}

export interface LabelledPictures {
  /** Places in `files` of those that are used. */
  readonly pictures: readonly number[]
  /** [used][targets]: numbers, or 1 for the class and 0 for the others. */
  readonly targets: readonly (readonly number[])[]
}

export function labelledPictures(folder: FolderLabels, outputs: PicturesTarget['outputs']): LabelledPictures {
  const labelOf = outputs.kind === 'values' ? numbersOf(folder, outputs.columns.map(({ heading }) => heading)) : classOf(folder, outputs.heading, outputs.classes)
  const found = folder.files.map((_, picture) => ({ picture, target: labelOf(picture) })).filter(({ target }) => target !== null)
  return { pictures: found.map(({ picture }) => picture), targets: found.map(({ target }) => target ?? []) }
}

function numbersOf({ labels }: FolderLabels, headings: readonly string[]): (picture: number) => number[] | null {
  const columns = headings.map((name) => labels.find(({ heading }) => heading === name)?.numbers)
  return (picture) => {
    const values = columns.map((column) => column?.[picture] ?? NaN)
    return values.every(Number.isFinite) ? values : null
  }
}

function classOf(folder: FolderLabels, heading: string | null, classes: readonly string[]): (picture: number) => number[] | null {
  const nameOf = classNames(folder, heading)
  return (picture) => {
    const name = nameOf(picture)
    return name !== null && classes.includes(name) ? classes.map((one) => Number(one === name)) : null
  }
}

/** The name of the class of a picture: a word, a number as it is written, or with null the sub-folder; null where there is none. */
export function classNames({ folders, labels }: FolderLabels, heading: string | null): (picture: number) => string | null {
  if (heading === null) return (picture) => folders?.[picture] ?? null
  const column = labels.find((one) => one.heading === heading)
  return (picture) => {
    const number = column?.numbers[picture] ?? NaN
    const word = column?.words ? column.words[picture] : Number.isFinite(number) ? String(number) : ''
    return word ? word.slice(0, 60) : null
  }
}
