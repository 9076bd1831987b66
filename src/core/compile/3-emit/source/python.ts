/** A trained network as a Python module that needs nothing but Python's own `math`. */
import type { Operation, PlainNetwork } from '../../../network/plain/operations'
import type { Activation } from '../../../recipe/layers'
import { numberText } from './number'
import { functionName, storyLines } from './story'
import type { SourceStory } from './story'

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  linear: 'x',
  tanh: 'math.tanh(x)',
  relu: 'max(0.0, x)',
  'leaky-relu': 'x if x > 0 else 0.01 * x',
  gelu: '0.5 * x * (1 + math.erf(x / math.sqrt(2)))',
  silu: 'x * sigmoid(x)',
  softplus: 'max(0.0, x) + math.log1p(math.exp(-abs(x)))',
  sigmoid: 'sigmoid(x)'
}

const HELPERS = `def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def dense(x, weight, bias):
    return [b + sum(v * row[k] for v, row in zip(x, weight)) for k, b in enumerate(bias)]


def affine(x, factor, offset):
    return [v * f + o for v, f, o in zip(x, factor, offset)]


def layer_norm(x, gain, bias, epsilon):
    mean = sum(x) / len(x)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + epsilon)
    return [(v - mean) / deviation * g + b for v, g, b in zip(x, gain, bias)]


def softmax(x):
    powers = [math.exp(v - max(x)) for v in x]
    return [p / sum(powers) for p in powers]`

function list(values: Float64Array): string {
  return `[${Array.from(values, numberText).join(', ')}]`
}

function matrix(values: Float64Array, columns: number): string {
  const rows = Array.from({ length: values.length / columns }, (_, row) => `    ${list(values.subarray(row * columns, (row + 1) * columns))},`)
  return `[\n${rows.join('\n')}\n]`
}

/** Constants of one operation, and the line that applies it. */
function printed(operation: Operation, place: number): { readonly constants: string; readonly line: string } {
  const named = (letter: string): string => `${letter}${place}`
  switch (operation.kind) {
    case 'affine':
      return { constants: `${named('F')} = ${list(operation.factor)}\n${named('O')} = ${list(operation.offset)}\n`, line: `x = affine(x, ${named('F')}, ${named('O')})` }
    case 'dense':
      return { constants: `${named('W')} = ${matrix(operation.weight, operation.units)}\n${named('B')} = ${list(operation.bias)}\n`, line: `x = dense(x, ${named('W')}, ${named('B')})` }
    case 'activation':
      return { constants: '', line: `x = [${ACTIVATIONS[operation.of]} for x in x]` }
    case 'layer-norm':
      return {
        constants: `${named('G')} = ${list(operation.gain)}\n${named('B')} = ${list(operation.bias)}\n`,
        line: `x = layer_norm(x, ${named('G')}, ${named('B')}, ${numberText(operation.epsilon)})`
      }
    case 'keep':
      return { constants: '', line: 'kept = x' }
    case 'add':
      return { constants: '', line: 'x = [a + b for a, b in zip(kept, x)]' }
    case 'softmax':
      return { constants: '', line: 'x = softmax(x)' }
    case 'deviations':
      return { constants: '', line: `x = x[:${operation.means}] + [math.exp(v / 2) for v in x[${operation.means}:]]` }
  }
}

/** @returns a module with one function, which takes a list of inputs and returns a list of outputs */
export function pythonSource({ operations, inputs }: PlainNetwork, story: SourceStory): string {
  const parts = operations.map(printed)
  const name = functionName(story.recipe)
  return [
    `"""${storyLines(story).join('\n').replaceAll('\\', '\\\\').replaceAll('"', "'")}\n"""`,
    'import math\n',
    `${parts.map(({ constants }) => constants).filter(Boolean).join('\n')}`,
    `\n${HELPERS}\n\n`,
    `def ${name}(x):\n    """A list of ${inputs} numbers -> a list."""\n    x = list(x)`,
    ...parts.map(({ line }) => `    ${line}`),
    '    return x\n'
  ].join('\n')
}
