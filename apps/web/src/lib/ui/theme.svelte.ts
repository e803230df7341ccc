/** Light or dark: the system's choice until the reader makes one, which is kept on this device. */
export type Theme = 'light' | 'dark'

const KEY = 'prange.theme'

let chosen = $state<Theme | undefined>()
let system = $state<Theme>('light')

/** The theme in force. */
export const theme = {
  get current(): Theme {
    return chosen ?? system
  },
}

/** Reads the reader's choice and follows the system's; call once in the browser. Returns what undoes it. */
export function followTheme(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const follow = () => (system = dark.matches ? 'dark' : 'light')
  follow()
  dark.addEventListener('change', follow)
  const kept = readKept()
  if (kept) apply(kept)
  return () => dark.removeEventListener('change', follow)
}

/** Turns light to dark or back. */
export function toggleTheme(): void {
  const next = theme.current === 'dark' ? 'light' : 'dark'
  apply(next)
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Storage is refused (private mode, blocked cookies): the choice lasts as long as the page.
  }
}

function apply(next: Theme) {
  chosen = next
  document.documentElement.dataset.theme = next
}

function readKept(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : undefined
  } catch {
    // As above.
    return undefined
  }
}
