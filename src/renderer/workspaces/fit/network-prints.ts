/** The network's picture in the forms that it is saved in. */
import type { Palette } from '../../charts/colours'
import { readPalette } from '../../charts/colours'
import { csvCell } from '../../charts/csv'
import { renderPng } from '../../charts/png'
import { FONT } from '../../charts/prints'
import { createSvgPen } from '../../charts/svg-pen'
import { escape } from '../../charts/svg-parts'
import { picturePlaces, tilesOf, type NetworkPicture } from './network-picture'
import { mapColours, paintNetwork } from './paint-network'
import type { Task } from './task'

const SIZE = { width: 720, height: 480 }
const HEAD = 30

export function networkSvg(picture: NetworkPicture, note: string, palette: Palette, font: string): string {
  const { width, height } = SIZE
  const { pen, drawn } = createSvgPen()
  paintNetwork(picture, tilesOf(picture, width, height - HEAD), null, { context: pen, palette, colours: mapColours(palette), font })
  const title = `<text x="12" y="19" font-size="13" font-weight="600" fill="${palette.ink}">Network<tspan dx="8" font-size="11" font-weight="400" fill="${palette.soft}">${escape(note)}</tspan></text>`
  const parts = [`<rect width="${width}" height="${height}" fill="${palette.paper}"/>`, title, `<g transform="translate(0 ${HEAD})">${drawn()}</g>`]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escape(font)}" font-size="11">${parts.join('')}</svg>\n`
}

/** A row for each place of the small pictures: the variables, then what every neuron says there, hidden ones too. */
export function networkCsv({ columns, side }: NetworkPicture, task: Task): string {
  const { variables } = task
  const x = picturePlaces(task, side)
  const layers = columns.slice(1)
  const heads = [...variables.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)), ...layers.flatMap(({ name, width }) => Array.from({ length: width }, (_, neuron) => `${name} neuron ${neuron + 1}`))]
  const rows = Array.from({ length: x.length / variables.length }, (_, place) =>
    [...x.subarray(place * variables.length, (place + 1) * variables.length), ...layers.flatMap(({ values, width }) => [...values.subarray(place * width, (place + 1) * width)])].join(',')
  )
  return `${[heads.map(csvCell).join(','), ...rows].join('\n')}\n`
}

/** @param picture read when it is saved, in the colours of then */
export function networkPrints(picture: () => NetworkPicture, task: () => Task, note: () => string): Readonly<Record<'svg' | 'png' | 'csv', () => Promise<string | Uint8Array<ArrayBuffer>>>> {
  const svg = (): string => networkSvg(picture(), note(), readPalette(), FONT)
  return { svg: async () => svg(), png: () => renderPng(svg(), SIZE, 2), csv: async () => networkCsv(picture(), task()) }
}
