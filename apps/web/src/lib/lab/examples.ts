/** The lesson's fifteen cells, word for word, as examples of the lab. Each is fetched when it is chosen. */

const cells = import.meta.glob<string>('../../../content/cells/*.py', { query: '?raw', import: 'default' })

/** What each cell shows, in the menu's words; the key is the file's name. */
const titles: Record<string, string> = {
  '01_threads_recap': '1 · Threads wait together',
  '02_processes_recap': '2 · Processes compute together',
  '03_var_python': '3 · Value at risk in Python',
  '04_var_njit': '4 · Value at risk with @njit',
  '05_add_specialises': '5 · One function, two compilations',
  '06_var_prange': '6 · Value at risk with prange',
  '07_downloads_sequential': '7 · Six downloads, one by one',
  '08_downloads_threads': '8 · Six downloads in threads',
  '09_sum_sequential': '9 · Four sums, one by one',
  '10_sum_threads': '10 · Four sums in threads',
  '11_sum_processes': '11 · Four sums in processes',
  '12_sum_njit': '12 · The sum with @njit',
  '13_pi_python': '13 · π by darts in Python',
  '14_pi_njit': '14 · π by darts with @njit',
  '15_burn': '15 · Burn every core',
}

export interface Example {
  id: string
  title: string
  load(): Promise<string>
}

export const examples: readonly Example[] = Object.entries(cells)
  .map(([path, load]) => {
    const id = /([^/]+)\.py$/.exec(path)?.[1] ?? path
    return { id, title: titles[id] ?? id, load }
  })
  .sort((a, b) => a.id.localeCompare(b.id))
