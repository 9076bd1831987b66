import { describe, expect, it } from 'vitest'
import { layerSchema } from '../../../src/core/recipe/layers'
import { lossSchema, optimiserSchema, scheduleSchema } from '../../../src/core/recipe/training'
import { KINDS, layersInWords, newLayer, numbersOf } from '../../../src/renderer/recipe/new-layers'
import { LOSSES, newLoss, newOptimiser, newSchedule, OPTIMISERS, SCHEDULES } from '../../../src/renderer/recipe/new-training'

describe('what is added in the window', () => {
  it('is what the schema takes, for every kind of layer, and after every other', () => {
    for (const before of KINDS) {
      for (const kind of KINDS) {
        const layer = newLayer(kind, newLayer(before))
        expect(layer.kind).toBe(kind)
        expect(layerSchema.safeParse(layer).error, `${kind} after ${before}`).toBeUndefined()
      }
    }
  })

  it('keeps the numbers and the activation that both layers have', () => {
    const wide = { kind: 'dense', units: 7, activation: 'gelu' } as const
    expect(newLayer('activation', wide)).toEqual({ kind: 'activation', activation: 'gelu' })
    expect(newLayer('dense', newLayer('dense', wide))).toEqual(wide)
    expect(newLayer('conv2d', { ...newLayer('conv1d'), kernel: 9 } as ReturnType<typeof newLayer>)).toMatchObject({ kind: 'conv2d', kernel: 9 })
  })

  it('offers every number of a layer but what a schema does not know', () => {
    expect(numbersOf(newLayer('conv1d')).map(({ name }) => name)).toEqual(['channels', 'kernel', 'stride', 'dilation'])
    for (const kind of KINDS) {
      const layer = newLayer(kind)
      expect(numbersOf(layer)).toHaveLength(Object.values(layer).filter((value) => typeof value === 'number').length)
    }
    expect(layersInWords([newLayer('conv1d'), newLayer('pool'), newLayer('dense')])).toBe('conv1d 16, pool, dense 50')
  })

  it('is what the schema takes, for every optimiser after every other, schedule and loss', () => {
    const adam = newOptimiser('adam', { kind: 'sgd', learningRate: 0.03 })
    expect(adam).toEqual({ kind: 'adam', learningRate: 0.03, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })
    for (const { value: before } of OPTIMISERS) {
      for (const { value } of OPTIMISERS) {
        const optimiser = newOptimiser(value, newOptimiser(before, adam))
        expect(optimiserSchema.safeParse(optimiser).error).toBeUndefined()
        expect(optimiser).toMatchObject({ kind: value, learningRate: 0.03 })
      }
    }
    for (const { value } of SCHEDULES) expect(scheduleSchema.safeParse(newSchedule(value, 3)).error).toBeUndefined()
    for (const { value } of LOSSES) expect(lossSchema.safeParse(newLoss(value)).error).toBeUndefined()
    expect([OPTIMISERS.length, SCHEDULES.length, LOSSES.length]).toEqual([
      optimiserSchema.options.length, scheduleSchema.options.length, lossSchema.options.length
    ])
  })
})
