/**
 * The network that reads the observation: a list of layers. The last dense layer, without an activation, is not in the
 * list: its width follows from the priors that are drawn and from the loss.
 */
import { z } from '../contract/zod'
import { layerSchema } from './layers'

/** How first weights are drawn; each is named after its paper in core/network/initialisers. */
export const initialiserSchema = z.enum(['lecun-normal', 'glorot-uniform', 'he-normal', 'orthogonal'])

export const networkSchema = z.strictObject({
  layers: z.array(layerSchema).max(64),
  initialiser: initialiserSchema
})

export type NetworkRecipe = z.infer<typeof networkSchema>
