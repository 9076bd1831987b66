/**
 * Normal with variance 1 / fan-in. LeCun, Bottou, Orr and Müller, "Efficient BackProp", in Neural Networks: Tricks of the
 * Trade (1998), section 4.6.
 */
import { normal } from '../../random/stream'
import type { Initialiser } from './initialiser'

export const lecunNormal: Initialiser = (weight, { fanIn }, stream) => {
  const deviation = 1 / Math.sqrt(fanIn)
  for (let index = 0; index < weight.length; index++) weight[index] = deviation * normal(stream)
}
