/**
 * The bundled recipes of points, made from a seed: `node build/make-points.mjs` writes them anew, and a test sees that they are what it writes.
 * two-spirals is the task of K. J. Lang and M. J. Witbrock, "Learning to tell two spirals apart", Proc. 1988 Connectionist Models Summer School,
 * with more points and noise; rings are three classes around each other.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './setup/paths.mjs'

const FOLDER = join(root, 'resources', 'recipes')

/** mulberry32 of T. Ettinger (2017), public domain: 32 bits of state, good enough for a few hundred points. */
function generator(seed) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** Radius and angle grow together; the second spiral is the first turned by half. */
function spirals() {
  const { uniform, normal } = generator(1988)
  return Array.from({ length: 400 }, (_, k) => {
    const [share, kind] = [Math.sqrt(uniform()), k % 2]
    const angle = 3 * Math.PI * share + Math.PI * kind
    return [share * Math.sin(angle) + 0.02 * normal(), share * Math.cos(angle) + 0.02 * normal(), kind]
  })
}

function rings() {
  const { uniform, normal } = generator(7)
  return Array.from({ length: 420 }, (_, k) => {
    const kind = k % 3
    const [radius, angle] = [0.15 + 0.4 * kind + 0.08 * normal(), 2 * Math.PI * uniform()]
    return [radius * Math.cos(angle), radius * Math.sin(angle), kind]
  })
}

function recipe(base, { name, title, rows, kind, classes, units }) {
  const column = (symbol) => ({ name: symbol, unit: '', noise: 0 })
  return {
    format: base.format,
    version: base.version,
    kind: 'points',
    name,
    title,
    points: {
      inputs: [column('x'), column('y')],
      outputs: { kind: 'classes', name: kind, classes },
      table: rows.map(([x, y, place]) => `${x.toFixed(3)} ${y.toFixed(3)} ${place}`).join('\n')
    },
    network: { layers: units.map((count) => ({ kind: 'dense', units: count, activation: 'tanh' })), initialiser: 'glorot-uniform' },
    training: { ...base.training, loss: { kind: 'cross-entropy' }, scaling: { inputs: true, targets: false }, batches: 4000, validationSweeps: rows.length / 5 }
  }
}

/** By the name of the file: what it holds. */
export function bundledPoints() {
  const base = JSON.parse(readFileSync(join(FOLDER, 'curve-fit.json'), 'utf8'))
  const made = [
    recipe(base, { name: 'two-spirals', title: 'Two spirals, told apart', rows: spirals(), kind: 'spiral', classes: ['first', 'second'], units: [32, 32, 32] }),
    recipe(base, { name: 'rings', title: 'Three rings, told apart', rows: rings(), kind: 'ring', classes: ['inner', 'middle', 'outer'], units: [12] })
  ]
  return Object.fromEntries(made.map((one) => [`${one.name}.json`, `${JSON.stringify(one, null, 2)}\n`]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, content] of Object.entries(bundledPoints())) writeFileSync(join(FOLDER, name), content)
}
