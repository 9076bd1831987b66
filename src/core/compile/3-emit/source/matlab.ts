/** A trained network as a MATLAB function (also for Octave), one sample in a row. */
import type { Operation, PlainNetwork } from '../../../network/plain/operations'
import type { Activation } from '../../../recipe/layers'
import { numberText } from './number'
import { functionName, storyLines } from './story'
import type { SourceStory } from './story'

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  linear: 'x',
  tanh: 'tanh(x)',
  relu: 'max(0, x)',
  'leaky-relu': 'max(x, 0.01 * x)',
  gelu: '0.5 * x .* (1 + erf(x / sqrt(2)))',
  silu: 'x ./ (1 + exp(-x))',
  softplus: 'max(0, x) + log1p(exp(-abs(x)))',
  sigmoid: '1 ./ (1 + exp(-x))'
}

/** Rows are broken, since MATLAB's editor bears no endless lines. */
function matrix(values: Float64Array, columns: number): string {
  const rows = Array.from({ length: values.length / columns }, (_, row) => Array.from(values.subarray(row * columns, (row + 1) * columns), numberText).join(' '))
  return `[${rows.join('\n    ')}]`
}

const row = (values: Float64Array): string => matrix(values, values.length)

function lineOf(operation: Operation): string {
  switch (operation.kind) {
    case 'affine':
      return `x = x .* ${row(operation.factor)} + ${row(operation.offset)};`
    case 'dense':
      return `x = x * ${matrix(operation.weight, operation.units)} + ...\n    ${row(operation.bias)};`
    case 'activation':
      return `x = ${ACTIVATIONS[operation.of]};`
    case 'layer-norm':
      return [
        'x = x - mean(x, 2);',
        `x = x ./ sqrt(mean(x .^ 2, 2) + ${numberText(operation.epsilon)}) .* ${row(operation.gain)} + ${row(operation.bias)};`
      ].join('\n')
    case 'keep':
      return 'kept = x;'
    case 'add':
      return 'x = kept + x;'
    case 'softmax':
      return 'x = exp(x - max(x, [], 2));\nx = x ./ sum(x, 2);'
    case 'deviations':
      return `x(:, ${operation.means + 1}:end) = exp(x(:, ${operation.means + 1}:end) / 2);`
  }
}

export function matlabSource({ operations, inputs }: PlainNetwork, story: SourceStory): string {
  const name = functionName(story.recipe)
  return [
    `function x = ${name}(x)`,
    `% ${name.toUpperCase()} of x [samples, ${inputs}], one sample in a row.`,
    ...storyLines(story).map((line) => `% ${line}`),
    ...operations.map(lineOf),
    'end\n'
  ].join('\n')
}
