/** A typed formula as TeX, as it would be written on paper. */
import type { BinaryOperator, Formula } from '../../core/formula/tree'

const GREEK = new Set(
  ('alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega ' +
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega').split(' ')
)
const STRENGTH: Readonly<Record<BinaryOperator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 }
const NAMED_FUNCTIONS = new Set(['sin', 'cos', 'tan', 'exp', 'log', 'sinh', 'cosh', 'tanh', 'arg', 'min', 'max'])

/** @returns TeX without delimiters: `\frac{\gamma}{2} z` */
export function formulaTex(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return numberTex(formula.value)
    case 'symbol':
      return symbolTex(formula.name)
    case 'negative':
      return `-${wrap(formula.arg, 2)}`
    case 'call':
      return callTex(formula.name, formula.args)
    case 'binary':
      return binaryTex(formula.operator, formula.left, formula.right)
  }
}

function numberTex(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e')
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`
}

/** omega0 -> \omega_{0}, f_c -> f_{c}, epsilon -> \varepsilon; longer names upright. */
export function symbolTex(name: string): string {
  const [, stem = name, index = ''] = /^(.*?)(?:_(\w+)|(\d+))?$/.exec(name)?.map((part) => part ?? '') ?? []
  const subscript = index || (/\d+$/.exec(name)?.[0] ?? '')
  const letter = stem === 'epsilon' ? '\\varepsilon' : GREEK.has(stem) ? `\\${stem}` : stem.length === 1 ? stem : `\\mathrm{${stem}}`
  return subscript ? `${letter}_{${subscript}}` : letter
}

function callTex(name: string, args: readonly Formula[]): string {
  const inside = args.map(formulaTex).join(', ')
  if (name === 'abs') return `\\left|${inside}\\right|`
  if (name === 'sqrt') return `\\sqrt{${inside}}`
  if (name === 'conj') return `\\overline{${inside}}`
  if (name === 'atan') return `\\arctan\\left(${inside}\\right)`
  const word = NAMED_FUNCTIONS.has(name) ? `\\${name}` : `\\operatorname{${name}}`
  return `${word}\\left(${inside}\\right)`
}

function binaryTex(operator: BinaryOperator, left: Formula, right: Formula): string {
  if (operator === '/') return `\\frac{${formulaTex(left)}}{${formulaTex(right)}}`
  if (operator === '^') return `${wrap(left, 5)}^{${formulaTex(right)}}`
  if (operator === '*') return `${wrap(left, 2)} ${startsWithDigit(right) ? '\\cdot ' : ''}${wrap(right, 2)}`
  const isSignBeside = right.kind === 'negative'
  return `${formulaTex(left)} ${operator} ${wrap(right, operator === '-' || isSignBeside ? 2 : 1)}`
}

function startsWithDigit(formula: Formula): boolean {
  return formula.kind === 'number' || (formula.kind === 'binary' && formula.operator !== '/' && startsWithDigit(formula.left))
}

/** Brackets where a part binds less strongly than its place wants; fractions and calls hold together by themselves. */
function wrap(formula: Formula, wanted: number): string {
  const strength =
    formula.kind === 'binary' ? (formula.operator === '/' && wanted < 5 ? 5 : STRENGTH[formula.operator]) : formula.kind === 'negative' ? 1 : 9
  return strength < wanted ? `\\left(${formulaTex(formula)}\\right)` : formulaTex(formula)
}
