/** Paints a network's picture on a canvas: links first, tiles over them, words last. CSS pixels; the context is scaled already. */
import { colourIndex, coloursOf, hexOf } from '../../charts/colour-scale'
import type { Palette } from '../../charts/colours'
import type { Pen } from '../../charts/svg-pen'
import type { Column, NetworkPicture, Tile } from './network-picture'

export interface Painting {
  /** Of a map about zero, lowest first. */
  readonly colours: readonly string[]
  readonly context: Pen
  readonly palette: Palette
  readonly font: string
}

/** Made anew after every change of theme. */
export function mapColours(palette: Palette): readonly string[] {
  const colours = coloursOf('diverging', palette)
  return Array.from({ length: colours.length / 3 }, (_, index) => hexOf(colours, index))
}

export function paintNetwork(picture: NetworkPicture, tiles: readonly Tile[], chosen: Tile | null, painting: Painting): void {
  const byColumn = picture.columns.map((_, column) => tiles.filter((tile) => tile.column === column))
  byColumn.forEach((to, column) => {
    const [from, own] = [byColumn[column - 1], picture.columns[column]]
    if (from && own) paintLinks(from, to, own, chosen, painting)
  })
  for (const tile of tiles) paintTile(picture, tile, tile === chosen, painting)
  picture.columns.forEach((column, at) => paintWords(column, byColumn[at] ?? [], painting))
  painting.context.globalAlpha = 1
}

/** In the hues of a map about zero, positive as its high end; wider the larger they are. */
function paintLinks(from: readonly Tile[], to: readonly Tile[], { weight, width }: Column, chosen: Tile | null, { context, palette }: Painting): void {
  const largest = weight?.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  for (const target of to) {
    for (const source of from) {
      if (!weight && source.neuron !== target.neuron) continue
      const value = weight ? (weight[source.neuron * width + target.neuron] ?? 0) : 0
      const share = weight ? Math.abs(value) / largest : 0.3
      const isLit = chosen === null || chosen === target || chosen === source
      context.strokeStyle = weight ? palette[value >= 0 ? 'd2' : 'd1'] : palette.faint
      context.globalAlpha = (isLit ? 0.12 + 0.75 * share : 0.04) * (share > 0.02 || isLit ? 1 : 0)
      context.lineWidth = 0.4 + 2.2 * share
      const [x1, y1, x2, y2] = [source.x + source.size, source.y + source.size / 2, target.x, target.y + target.size / 2]
      const bend = (x2 - x1) / 2
      context.beginPath()
      context.moveTo(x1, y1)
      context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
      context.stroke()
    }
  }
  context.globalAlpha = 1
}

function paintTile(picture: NetworkPicture, tile: Tile, isChosen: boolean, painting: Painting): void {
  const { context, palette } = painting
  const { x, y, size } = tile
  context.globalAlpha = 1
  context.fillStyle = palette.paper
  context.fillRect(x, y, size, size)
  const column = picture.columns[tile.column]
  if (column && picture.isMap) paintMap(picture, column, tile, painting)
  else if (column) paintCurve(picture, column, tile, painting)
  context.strokeStyle = isChosen ? palette.accent : palette.line
  context.lineWidth = isChosen ? 2 : 1
  context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1)
}

/** Its output over the input, with the line of zero where that lies inside. */
function paintCurve({ side }: NetworkPicture, { values, width, spans }: Column, { neuron, x, y, size }: Tile, { context, palette }: Painting): void {
  const [low, high] = spans[neuron] ?? [0, 1]
  const spread = high - low || 1
  const at = (value: number): number => y + size - 3 - ((value - low) / spread) * (size - 6)
  if (low < 0 && high > 0) {
    context.strokeStyle = palette.line
    context.lineWidth = 0.7
    context.beginPath()
    context.moveTo(x, at(0))
    context.lineTo(x + size, at(0))
    context.stroke()
  }
  context.strokeStyle = palette.ink
  context.lineWidth = 1.1
  context.beginPath()
  for (let place = 0; place < side; place++) {
    const value = values[place * width + neuron] ?? NaN
    const py = high > low ? at(value) : y + size / 2
    if (Number.isFinite(py)) context.lineTo(x + (place / (side - 1)) * size, py)
  }
  context.stroke()
}

/** About zero, the strongest of the neuron in full colour. */
function paintMap({ side }: NetworkPicture, { values, width, spans }: Column, { neuron, x, y, size }: Tile, { context, colours }: Painting): void {
  const [low, high] = spans[neuron] ?? [0, 1]
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1
  const cell = size / side
  for (let place = 0; place < side * side; place++) {
    const colour = colours[colourIndex(values[place * width + neuron] ?? NaN, [-most, most])]
    if (colour === undefined) continue
    context.fillStyle = colour
    // Over its neighbours' edges, since a gap of a part of a pixel would show as a grid.
    context.fillRect(x + (place % side) * cell, y + Math.floor(place / side) * cell, Math.min(cell + 0.5, size - (place % side) * cell), cell + 0.5)
  }
}

function paintWords({ name, width }: Column, tiles: readonly Tile[], { context, palette, font }: Painting): void {
  const [first] = tiles
  const last = tiles[tiles.length - 1]
  if (!first || !last) return
  context.globalAlpha = 1
  context.fillStyle = palette.soft
  context.font = `11px ${font}`
  context.textAlign = 'center'
  context.fillText(name, first.x + first.size / 2, Math.max(11, first.y - 6))
  const more = width - tiles.length
  if (more > 0) context.fillText(`and ${more} more`, first.x + first.size / 2, last.y + last.size + 13)
}
