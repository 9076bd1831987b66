/** The numbers of a chart as comma-separated values: one row per point, RFC 4180 quoting. */
import { middleOf, type Heat } from './heat'
import { axisTitle, xAt, type Chart } from './model'

export function csvCell(value: string | number): string {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * @returns rows `series,kind,x,y` in the units of the axes, which the header names; of a map its matrix, the axes in the
 * first row and the first column
 */
export function chartCsv(chart: Chart): string {
  if (chart.heat) return matrixCsv(chart, chart.heat)
  const header = ['series', 'kind', axisTitle(chart.x), axisTitle(chart.y)].map(csvCell).join(',')
  const rows = chart.series.flatMap((series) => {
    const edges = series.edge ? [series.y, series.edge] : [series.y]
    return edges.flatMap((edge) =>
      Array.from({ length: edge.length }, (_, index) => [series.name, series.kind, xAt(series, index), edge[index] ?? NaN].map(csvCell).join(','))
    )
  })
  return `${[header, ...rows].join('\n')}\n`
}

/** What the rows, the columns and the numbers are stands in the corner. */
function matrixCsv({ x, y }: Chart, { rows, columns, values, value, x: across, y: up }: Heat): string {
  const corner = csvCell(`${axisTitle(value)}: ${axisTitle(y)} down and ${axisTitle(x)} across`)
  const head = [corner, ...Array.from({ length: columns }, (_, column) => middleOf(across, columns, column))]
  const lines = Array.from({ length: rows }, (_, row) => [
    middleOf(up, rows, row),
    ...Array.from({ length: columns }, (_, column) => cellOf(values[row * columns + column] ?? NaN))
  ])
  return `${[head, ...lines].map((cells) => cells.join(',')).join('\n')}\n`
}

/** An empty cell where there is nothing. */
function cellOf(value: number): string {
  return Number.isNaN(value) ? '' : String(value)
}
