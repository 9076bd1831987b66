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
  const isTall = args.some(hasFraction)
  if (name === 'abs') return isTall ? `\\left|${inside}\\right|` : `|${inside}|`
  if (name === 'sqrt') return `\\sqrt{${inside}}`
  if (name === 'conj') return `\\overline{${inside}}`
  const word = name === 'atan' ? '\\arctan' : NAMED_FUNCTIONS.has(name) ? `\\${name}` : `\\operatorname{${name}}`
  return `${word}${brackets(inside, isTall)}`
}

/** Brackets grow only around fractions: around all else they would be taller than what they hold. */
function brackets(inside: string, isTall: boolean): string {
  return isTall ? `\\left(${inside}\\right)` : `(${inside})`
}

function hasFraction(formula: Formula): boolean {
  if (formula.kind === 'binary') return formula.operator === '/' || hasFraction(formula.left) || hasFraction(formula.right)
  if (formula.kind === 'negative') return hasFraction(formula.arg)
  return formula.kind === 'call' && formula.args.some(hasFraction)
}

/** A product or fraction that begins with a minus, without it: as on paper, the sign stands before the whole. */
function withoutSign(formula: Formula): Formula | null {
  if (formula.kind === 'negative') return formula.arg
  if (formula.kind !== 'binary' || (formula.operator !== '*' && formula.operator !== '/')) return null
  const left = withoutSign(formula.left)
  return left && { ...formula, left }
}

function binaryTex(operator: BinaryOperator, left: Formula, right: Formula): string {
  const positive = operator === '*' || operator === '/' ? withoutSign(left) : null
  if (positive) return `-${binaryTex(operator, positive, right)}`
  if (operator === '/') return `\\frac{${formulaTex(left)}}{${formulaTex(right)}}`
  if (operator === '^') return `${wrap(left, 5)}^{${formulaTex(right)}}`
  if (operator === '*') return `${wrap(left, 2)} ${betweenFactors(left, right)}${wrap(right, 2)}`
  const isSignBeside = withoutSign(right) !== null
  return `${formulaTex(left)} ${operator} ${wrap(right, operator === '-' || isSignBeside ? 2 : 1)}`
}

/** A dot before a number, a little space beside a word, which would else run into its neighbour. */
function betweenFactors(left: Formula, right: Formula): string {
  if (startsWithDigit(right)) return '\\cdot '
  return isWord(lastFactor(left)) || isWord(firstFactor(right)) ? '\\, ' : ''
}

function firstFactor(formula: Formula): Formula {
  return formula.kind === 'binary' && (formula.operator === '*' || formula.operator === '^') ? firstFactor(formula.left) : formula
}

function lastFactor(formula: Formula): Formula {
  return formula.kind === 'binary' && formula.operator === '*' ? lastFactor(formula.right) : formula
}

/** Set upright: the name of a function, or a quantity of several letters. */
function isWord(formula: Formula): boolean {
  if (formula.kind === 'call') return !['abs', 'sqrt', 'conj'].includes(formula.name)
  return formula.kind === 'symbol' && symbolTex(formula.name).startsWith('\\mathrm')
}

function startsWithDigit(formula: Formula): boolean {
  return formula.kind === 'number' || (formula.kind === 'binary' && (formula.operator === '*' || formula.operator === '^') && startsWithDigit(formula.left))
}

/** A formula as one factor of a product: in brackets where it is a sum. */
export function factorTex(formula: Formula): string {
  return wrap(formula, 2)
}

/** d(name)/dt */
export function rateTex(name: string): string {
  return `\\frac{\\mathrm{d}${symbolTex(name)}}{\\mathrm{d}t}`
}

/** Brackets where a part binds less strongly than its place wants; fractions and calls hold together by themselves. */
function wrap(formula: Formula, wanted: number): string {
  return strengthOf(formula, wanted) < wanted ? brackets(formulaTex(formula), hasFraction(formula)) : formulaTex(formula)
}

function strengthOf(formula: Formula, wanted: number): number {
  if (withoutSign(formula)) return 1
  if (formula.kind !== 'binary') return 9
  return formula.operator === '/' && wanted < 5 ? 5 : STRENGTH[formula.operator]
}
