/** A structure as the file of nodes and springs that `read-csv.ts` reads. */
import type { Structure } from '../recipe/structure'

export function structureCsv({ nodes, springs, constants, springEnergy, massEnergy }: Structure): string {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = [
    '# node,NAME,x,y,free,mass   spring,NAME,NAME,constants of its own',
    ...Object.entries(constants).map(([name, value]) => `constant,${name},${value}`),
    `energy,spring,${quoted(springEnergy)}`,
    `energy,mass,${quoted(massEnergy)}`,
    ...nodes.map(({ x, y, free, mass }, index) => `node,${index + 1},${x},${y},${free},${mass}`),
    ...springs.map(({ a, b, constants: own }) => ['spring', a + 1, b + 1, ...Object.entries(own ?? {}).map(([name, value]) => `${name}=${value}`)].join(','))
  ]
  return `${rows.join('\n')}\n`
}
