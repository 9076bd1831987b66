/** The numbers of a chart as comma-separated values: one row per point, RFC 4180 quoting. */
import { axisTitle, xAt, type Chart } from './model'

export function csvCell(value: string | number): string {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** @returns rows `series,kind,x,y` in the units of the axes, which the header names */
export function chartCsv(chart: Chart): string {
  const header = ['series', 'kind', axisTitle(chart.x), axisTitle(chart.y)].map(csvCell).join(',')
  const rows = chart.series.flatMap((series) => {
    const edges = series.edge ? [series.y, series.edge] : [series.y]
    return edges.flatMap((edge) =>
      Array.from({ length: edge.length }, (_, index) => [series.name, series.kind, xAt(series, index), edge[index] ?? NaN].map(csvCell).join(','))
    )
  })
  return `${[header, ...rows].join('\n')}\n`
}
