/** Python's side of this room as text. Bundlers only (`import.meta.glob`): reached from workers, never from Node. */

declare global {
  interface ImportMeta {
    glob(pattern: string[], options: { query: '?raw'; import: 'default'; eager: true }): Record<string, unknown>
  }
}

const found = import.meta.glob(['./*/**/*.py'], { query: '?raw', import: 'default', eager: true })

/**
 * Path below site-packages → source. `modules/` holds what programs import by its own name (`numba`, `requests`);
 * every other folder becomes a part of the package `_prange`.
 */
export const pythonSources: readonly [path: string, source: string][] = Object.entries(found).map(([path, source]) => {
  const inside = path.slice('./'.length)
  return [inside.startsWith('modules/') ? inside.slice('modules/'.length) : `_prange/${inside}`, String(source)]
})

/** Changes whenever a source does: part of a snapshot's key, since a snapshot holds them imported. FNV-1a, 32 bits. */
export const sourcesHash: string = (() => {
  let hash = 0x811c9dc5
  for (const [path, source] of pythonSources)
    for (const character of path + source) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16)
})()
