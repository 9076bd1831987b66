/** The network that reads the observation. */
import { z } from '../contract/zod'

export const networkSchema = z.strictObject({
  hidden: z.array(z.number().int().min(1).max(4096)).max(8),
  activation: z.enum(['tanh', 'relu'])
})

export type NetworkRecipe = z.infer<typeof networkSchema>
