/**
 * Shapes left behind are painted once, on a canvas of their own that lies under the others, and no more of them in one frame than there is
 * time for; only when the view changes they are all painted anew.
 */
import type { Structure } from '../../../core/recipe/structure'
import { clipToBox, paintSprings, type Pen } from './paint-structure'
import type { Trail } from './picture'

/** Pieces of line in one frame. */
const PIECES = 5000

export interface TrailCanvas {
  readonly canvas: OffscreenCanvas
  /** @param identity of all that forces them to be painted anew: view, colours, size */
  readonly paint: (pen: Omit<Pen, 'context'>, structure: Structure, trails: readonly Trail[], identity: string, ratio: number, size: { readonly width: number; readonly height: number }) => boolean
}

export function createTrailCanvas(): TrailCanvas {
  const canvas = new OffscreenCanvas(1, 1)
  let painted = ''
  let counts: number[] = []
  return {
    canvas,
    paint: (pen, structure, trails, identity, ratio, size) => {
      const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D | null
      if (!context) return true
      const wanted = `${identity} ${trails.map(({ key }) => key).join(' ')}`
      if (wanted !== painted) {
        canvas.width = Math.round(size.width * ratio)
        canvas.height = Math.round(size.height * ratio)
        painted = wanted
        counts = trails.map(() => 0)
      }
      context.save()
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      clipToBox({ ...pen, context })
      let room = PIECES
      trails.forEach(({ shapes, ink, opacity }, lane) => {
        while ((counts[lane] ?? 0) < shapes.length && room > 0) {
          const index = counts[lane] ?? 0
          paintSprings({ ...pen, context }, structure, shapes[index] ?? [], ink, 0.8, opacity(index))
          counts[lane] = index + 1
          room -= Math.max(1, structure.springs.length)
        }
      })
      context.restore()
      return room > 0
    }
  }
}
