/**
 * A Vite plugin: what of the compiler's library only its readers need stays out of the bundle. The list of what is
 * supported, which shows docstrings and summaries, is made on the server, where they are kept.
 */
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const PRELUDE = /\/compiler\/builtins\/prelude\/(?!index\.ts|polynomial\.ts)[\w-]+\.ts$/
/** Machine code in WebAssembly's words, indented where it is read by people. */
const CODE = /\/compiler\/4-emit\/(?:support|random|normals)\.ts$/
const TABLES = /\/compiler\/builtins\/[\w-]+\.ts$/

export function squeezePrelude(): Plugin {
  return {
    name: 'squeeze-prelude',
    enforce: 'pre',
    async transform(code, id, options) {
      const [file = ''] = id.split('?')
      if (options?.ssr) return undefined
      if (TABLES.test(file)) return { code: code.replace(SUMMARY, "summary: ''"), map: null }
      if (CODE.test(file)) return { code: code.replace(/^ +/gm, ''), map: null }
      if (!PRELUDE.test(file)) return undefined
      const texts = (await import(pathToFileURL(file).href)) as Record<string, string>
      const lines = Object.entries(texts).map(
        ([name, text]) => `export const ${name} = ${JSON.stringify(squeeze(text))}`,
      )
      return { code: lines.join('\n'), map: null }
    },
  }
}

const SUMMARY = /summary: (?:'(?:[^'\\\n]|\\.)*'|`[^`]*`)/g

/** Without comments, empty lines, docstrings and the spaces about operators, one space deep. */
export const squeeze = (python: string): string =>
  python
    .replace(/^ *#.*\n/gm, '')
    .replace(/^(def .*\n) *""".*"""\n/gm, '$1')
    .replace(/\n{2,}/g, '\n')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 4))
    .replace(/"[^"\n]*"|(?<=\S) ?([-+*/%<>=!,:|&^]+) ?(?=\S)/g, (text, operator?: string) => operator ?? text)
