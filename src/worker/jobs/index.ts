/** One job for each kind of request; imported when first asked for, so that a worker is ready at once. */
import type { Answer, RequestKind } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import type { JobContext } from './context'

export type Job<Kind extends RequestKind> = (
  request: Extract<WorkerRequest, { kind: Kind }>,
  context: JobContext
) => Promise<Answer<Kind>>

export const jobs: { readonly [Kind in RequestKind]: Job<Kind> } = {
  train: async (request, context) => (await import('./train')).train(request, context),
  read: async (request) => (await import('./read')).read(request),
  characterize: async (request) => (await import('./characterize')).characterizeSource(request),
  simulate: async (request) => (await import('./simulate')).simulate(request),
  samples: async (request) => (await import('./samples')).samples(request),
  network: async (request) => (await import('./network')).network(request),
  draw: async (request) => (await import('./draw')).draw(request),
  map: async (request) => (await import('./read-map')).readMap(request),
  'read-points': async (request) => (await import('./read-points')).readPoints(request),
  'read-recipe': async (request) => (await import('./read-recipe')).readRecipeFile(request),
  'read-with': async (request) => (await import('./read-with')).readWith(request),
  export: async (request) => (await import('./export')).exportRun(request),
  test: async (request) => (await import('./test')).testRun(request),
  bench: async (request, context) => (await import('./bench')).bench(request, context),
  profile: async ({ recipe }) => ({ kernels: await (await import('../bench/profile')).profileStep(recipe) }),
  'read-structure': async (request) => (await import('./read-structure')).readStructure(request),
  structure: async (request) => (await import('./structure')).analyse(request),
  doctor: async (request, context) => (await import('./doctor')).doctor(request, context)
}
