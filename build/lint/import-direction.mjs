/**
 * Keeps the direction of imports: renderer, main and worker -> core; inside core only downwards (ARCHITECTURE.md).
 * `importProblem` decides from two paths alone; the rule below only feeds it.
 */
import { dirname, join, normalize } from 'node:path/posix'

/** Inside core: a folder may import itself, folders of a lower level, and the folders beside. */
const LEVELS = { formula: 0, dynamics: 1, structures: 1, samples: 2, network: 2, compile: 3, inference: 4 }

/** Folders beside the levels: everything in core may import them; they import only what stands here. */
const BESIDE = { contract: ['recipe'], recipe: ['contract'], measurement: ['contract', 'recipe'], random: ['contract'], numbers: [] }

/** Packages that an environment must not reach, whatever its types let through. */
const FORBIDDEN_PACKAGES = {
  core: /^(node:|electron(\/|$)|onnxruntime-node|svelte|uplot|playwright|vite)/,
  renderer: /^(node:|electron(\/|$)|onnxruntime-node)/,
  preload: /^(?!electron(\/|$))/,
  worker: /^(svelte|uplot)/,
  main: /^(svelte|uplot|onnxruntime-node)/
}

/**
 * What is wrong with an import, or undefined.
 * @param {string} importer path of the importing file from the project's root, with forward slashes: `src/core/x/y.ts`
 * @param {string} specifier as it stands in the source: `../contract/errors`, `electron`
 */
export function importProblem(importer, specifier) {
  const from = areaOf(importer)
  if (!from) return undefined
  if (!specifier.startsWith('.')) return packageProblem(from, specifier)
  const target = normalize(join(dirname(importer), specifier))
  if (target.startsWith('resources/')) return undefined
  const to = areaOf(target)
  if (!to) return `${importer} reaches out of src to ${target}`
  if (from.area !== to.area) return to.area === 'core' ? undefined : `${from.area} must not import ${to.area}; only core`
  return from.area === 'core' ? coreProblem(from.folder, to.folder) : undefined
}

function packageProblem({ area }, specifier) {
  return FORBIDDEN_PACKAGES[area].test(specifier) ? `${area} must not import the package ${specifier}` : undefined
}

function coreProblem(from, to) {
  const unknown = [from, to].find((folder) => !(folder in LEVELS) && !(folder in BESIDE))
  if (unknown !== undefined) return `core has no folder "${unknown}"; put the file into one of its folders`
  if (from === to) return undefined
  const allowed = from in BESIDE ? BESIDE[from].includes(to) : to in BESIDE || LEVELS[to] < LEVELS[from]
  return allowed ? undefined : `core/${from} must not import core/${to}`
}

/** `src/main/preload/x.ts` is `preload`; inside core the folder counts too. */
function areaOf(path) {
  const [top, area, folder, ...rest] = path.split('/')
  if (top !== 'src' || !(area in FORBIDDEN_PACKAGES)) return undefined
  if (area === 'main' && folder === 'preload') return { area: 'preload' }
  return { area, folder: area === 'core' && rest.length === 0 && folder?.includes('.') ? '' : folder }
}

/**
 * The rule for eslint: every way of naming another module in a source file.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirection = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{problem}} (imports point downwards only: see ARCHITECTURE.md).' } },
  create(context) {
    const importer = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/')
    const check = (node) => {
      const source = node.source ?? node.argument?.literal ?? node.argument
      if (typeof source?.value !== 'string') return
      const problem = importProblem(importer, source.value)
      if (problem) context.report({ node: source, messageId: 'wrong', data: { problem } })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      TSImportType: check
    }
  }
}
