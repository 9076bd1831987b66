/** Pieces that the parts of a recipe are made of. */
import { z } from '../contract/zod'

export const symbol = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, 'a name starts with a letter and holds letters, digits, _')
export const count = z.number().int().positive()
