/** Light or dark: as the system says, unless the person chose; the choice is remembered on this machine. */

type Choice = 'system' | 'light' | 'dark'

const KEY = 'sharkfin-theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
let choice: Choice = readChoice()

export const theme: { shown: 'light' | 'dark' } = $state({ shown: resolve() })

function readChoice(): Choice {
  const stored = localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function resolve(): 'light' | 'dark' {
  return choice === 'system' ? (system.matches ? 'dark' : 'light') : choice
}

function show(): void {
  const shown = resolve()
  // First the page, since charts read its colours as soon as the state changes.
  document.documentElement.dataset['theme'] = shown
  theme.shown = shown
}

export function startTheme(): void {
  system.addEventListener('change', show)
  show()
}

/** The other of light and dark; back to following the system where that is what it shows. */
export function toggleTheme(): void {
  const wanted = theme.shown === 'dark' ? 'light' : 'dark'
  choice = (wanted === 'dark') === system.matches ? 'system' : wanted
  localStorage.setItem(KEY, choice)
  show()
}
