/** Every structure that can be built by its size. A new one is a new file and one line here. */
import type { Structure } from '../../recipe/structure'
import { bridge } from './bridge'
import { chain } from './chain'
import { cloth } from './cloth'
import { net } from './net'
import { truss } from './truss'

export interface StructureBuilder {
  readonly name: string
  /** What `size` counts. */
  readonly counts: string
  readonly size: number
  readonly smallest: number
  readonly largest: number
  readonly build: (size: number) => Structure
}

export const BUILDERS: readonly StructureBuilder[] = [
  { name: 'chain', counts: 'masses', size: 20, smallest: 1, largest: 10_000, build: chain },
  { name: 'net', counts: 'masses along an edge', size: 12, smallest: 2, largest: 100, build: (size) => net(size, size) },
  { name: 'cloth', counts: 'masses along an edge', size: 16, smallest: 2, largest: 100, build: (size) => cloth(size, size) },
  { name: 'truss', counts: 'triangles', size: 8, smallest: 1, largest: 2000, build: truss },
  { name: 'bridge', counts: 'panels', size: 16, smallest: 2, largest: 2000, build: bridge }
]
