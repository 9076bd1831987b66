/** Normal with variance 2 / fan-in, for relu and its kin. He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV 2015, arXiv:1502.01852. */
import { normal } from '../../random/stream'
import type { Initialiser } from './initialiser'

export const heNormal: Initialiser = (weight, { fanIn }, stream) => {
  const deviation = Math.sqrt(2 / fanIn)
  for (let index = 0; index < weight.length; index++) weight[index] = deviation * normal(stream)
}
