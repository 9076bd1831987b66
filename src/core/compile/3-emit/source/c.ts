/** A trained network as a function of C99, which allocates nothing. */
import type { Operation, PlainNetwork } from '../../../network/plain/operations'
import { widthAfter } from '../../../network/plain/operations'
import type { Activation } from '../../../recipe/layers'
import { numberText } from './number'
import { functionName, storyLines } from './story'
import type { SourceStory } from './story'

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  linear: 'v',
  tanh: 'tanh(v)',
  relu: 'v > 0 ? v : 0',
  'leaky-relu': 'v > 0 ? v : 0.01 * v',
  gelu: '0.5 * v * (1 + erf(v * 0.70710678118654752))',
  silu: 'v / (1 + exp(-v))',
  softplus: '(v > 0 ? v : 0) + log1p(exp(-fabs(v)))',
  sigmoid: '1 / (1 + exp(-v))'
}

function array(name: string, values: Float64Array): string {
  return `static const double ${name}[${values.length}] = {${Array.from(values, numberText).join(', ')}};\n`
}

interface Printed {
  readonly constants: string
  readonly code: string
}

const each = (width: number, body: string): string => `  for (int k = 0; k < ${width}; k++) ${body}\n`

/** @param width numbers before it */
function printed(operation: Operation, place: number, width: number): Printed {
  switch (operation.kind) {
    case 'affine':
      return { constants: array(`F${place}`, operation.factor) + array(`O${place}`, operation.offset), code: each(width, `x[k] = x[k] * F${place}[k] + O${place}[k];`) }
    case 'dense':
      return densePrinted(operation, place)
    case 'activation':
      return { constants: '', code: each(width, `{ const double v = x[k]; x[k] = ${ACTIVATIONS[operation.of]}; }`) }
    case 'layer-norm':
      return {
        constants: array(`G${place}`, operation.gain) + array(`B${place}`, operation.bias),
        code: `  {\n    double mean = 0, square = 0;\n  ${each(width, `mean += x[k] / ${width};`)}  ${each(width, `square += (x[k] - mean) * (x[k] - mean) / ${width};`)}  ${each(width, `x[k] = (x[k] - mean) / sqrt(square + ${numberText(operation.epsilon)}) * G${place}[k] + B${place}[k];`)}  }\n`
      }
    case 'keep':
      return { constants: '', code: each(width, 'kept[k] = x[k];') }
    case 'add':
      return { constants: '', code: each(width, 'x[k] += kept[k];') }
    case 'softmax':
      return {
        constants: '',
        code: `  {\n    double most = x[0], sum = 0;\n  ${each(width, 'if (x[k] > most) most = x[k];')}  ${each(width, 'sum += x[k] = exp(x[k] - most);')}  ${each(width, 'x[k] /= sum;')}  }\n`
      }
    case 'deviations':
      return { constants: '', code: `  for (int k = ${operation.means}; k < ${width}; k++) x[k] = exp(x[k] / 2);\n` }
  }
}

function densePrinted({ inputs, units, weight, bias }: Extract<Operation, { kind: 'dense' }>, place: number): Printed {
  const sum = `for (int i = 0; i < ${inputs}; i++) next[k] += x[i] * W${place}[i * ${units} + k];`
  return {
    constants: array(`W${place}`, weight) + array(`B${place}`, bias),
    code: each(units, `{ next[k] = B${place}[k]; ${sum} }`) + each(units, 'x[k] = next[k];')
  }
}

export function cSource({ operations, inputs }: PlainNetwork, story: SourceStory): string {
  const name = functionName(story.recipe)
  let [width, widest] = [inputs, inputs]
  const parts = operations.map((operation, place) => {
    const part = printed(operation, place, width)
    width = widthAfter(operation, width)
    widest = Math.max(widest, width)
    return part
  })
  const needs = (kind: Operation['kind']): boolean => operations.some((operation) => operation.kind === kind)
  const scratch = [`x[${widest}]`, ...(needs('dense') ? [`next[${widest}]`] : []), ...(needs('keep') ? [`kept[${widest}]`] : [])]
  return [
    `/* ${storyLines(story).map((line) => line.replaceAll('*/', '* /')).join('\n   ')} */`,
    '#include <math.h>\n',
    parts.map(({ constants }) => constants).join(''),
    `/* in: ${inputs} numbers, out: ${width} */`,
    `void ${name}(const double *in, double *out) {`,
    `  double ${scratch.join(', ')};`,
    `${each(inputs, 'x[k] = in[k];')}${parts.map(({ code }) => code).join('')}${each(width, 'out[k] = x[k];')}}\n`
  ].join('\n')
}
