/** The layers that a network is made of, as a recipe lists them. */
import { z } from '../contract/zod'

export const activationSchema = z.enum(['linear', 'tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'softplus', 'sigmoid'])

const size = z.number().int().min(1).max(4096)
const small = z.number().int().min(1).max(64)
const padding = z.enum(['valid', 'same'])

/** y = activation(x W + b). */
const denseSchema = z.strictObject({ kind: z.literal('dense'), units: size, activation: activationSchema })

const convolution = { channels: size, kernel: small, stride: small, padding, activation: activationSchema }
/** Along a curve [n] or [n, channels]; `dilation` is the distance between the points that the kernel sees. */
const conv1dSchema = z.strictObject({ kind: z.literal('conv1d'), ...convolution, dilation: small })
/** Over a map [height, width, channels], with a square kernel. */
const conv2dSchema = z.strictObject({ kind: z.literal('conv2d'), ...convolution, dilation: small })
/** The transpose of a convolution, which makes a curve or a map `stride` times longer. */
const convTransposeSchema = z.strictObject({ kind: z.literal('conv-transpose'), ...convolution })

const of = z.enum(['max', 'mean'])
/** Neighbouring windows of `size`, without overlap; what is left over at the end is dropped. */
const poolSchema = z.strictObject({ kind: z.literal('pool'), of, size: small })
/** One number for each channel. */
const globalPoolSchema = z.strictObject({ kind: z.literal('global-pool'), of })
/** Each value repeated `factor` times along the curve, or along both sides of the map. */
const upsampleSchema = z.strictObject({ kind: z.literal('upsample'), factor: small })
/** One more channel for each axis: where a point lies along it, from -1 to 1. */
const coordinatesSchema = z.strictObject({ kind: z.literal('coordinates') })
const flattenSchema = z.strictObject({ kind: z.literal('flatten') })

const epsilon = z.number().positive().max(1)
/** `momentum` is the weight of the newest batch in the running statistics. */
const batchNormSchema = z.strictObject({ kind: z.literal('batch-norm'), momentum: z.number().min(0.0001).max(1), epsilon })
const layerNormSchema = z.strictObject({ kind: z.literal('layer-norm'), epsilon })
/** `rate` is the share of values that a training step silences. */
const dropoutSchema = z.strictObject({ kind: z.literal('dropout'), rate: z.number().min(0).max(0.95) })
/** Gaussian noise drawn anew at every training step; `deviation` is in the scale of what the layer is given. */
const noiseSchema = z.strictObject({ kind: z.literal('noise'), deviation: z.number().min(0).max(100) })
/** An activation by itself, as after a normalisation. */
const activationLayerSchema = z.strictObject({ kind: z.literal('activation'), activation: activationSchema })

const plainLayers = [
  denseSchema,
  conv1dSchema,
  conv2dSchema,
  convTransposeSchema,
  poolSchema,
  globalPoolSchema,
  upsampleSchema,
  coordinatesSchema,
  flattenSchema,
  batchNormSchema,
  layerNormSchema,
  dropoutSchema,
  noiseSchema,
  activationLayerSchema
] as const

export const plainLayerSchema = z.discriminatedUnion('kind', plainLayers)

/** y = activation(x + layers(x)); the layers keep the shape of x. */
const residualSchema = z.strictObject({
  kind: z.literal('residual'),
  layers: z.array(plainLayerSchema).min(1).max(16),
  activation: activationSchema
})

/** A layer that has others inside, one deep or many. */
interface SkipLayer {
  kind: 'skip'
  layers: LayerRecipe[]
}

export type LayerRecipe = z.infer<typeof plainLayerSchema> | z.infer<typeof residualSchema> | SkipLayer

/** y = x and layers(x) beside it, as more channels; the layers keep the grid of x. */
const skipSchema = z.strictObject({
  kind: z.literal('skip'),
  get layers(): z.ZodType<LayerRecipe[], LayerRecipe[]> {
    return z.array(layerSchema).min(1).max(16)
  }
})

export const layerSchema = z.discriminatedUnion('kind', [...plainLayers, residualSchema, skipSchema])

export type Activation = z.infer<typeof activationSchema>
/** The recipe of one kind of layer. */
export type LayerOf<Kind extends LayerRecipe['kind']> = Extract<LayerRecipe, { kind: Kind }>
