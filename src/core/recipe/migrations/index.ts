/**
 * How a recipe of an older version becomes one of the next, in order: the first step makes version 2 of version 1. A new version
 * is a new file, one line here, and the number in schema.ts. A step is never changed once recipes of its version are about.
 */
import { severalVariables } from './2-several-variables'
import { layers } from './3-layers'
import { maps } from './3-maps'
import { sweepLaw } from './3-sweep-law'

/**
 * @param recipe as read, with the version that the step starts from; `version` itself is moved on by the caller
 * @returns the changed recipe; what does not look as expected is left for the schema to refuse
 */
export type Migration = (recipe: Readonly<Record<string, unknown>>) => Record<string, unknown>

export const migrations: readonly Migration[] = [severalVariables, (recipe) => sweepLaw(maps(layers(recipe)))]
