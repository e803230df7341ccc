/**
 * A Vite plugin: what of the compiler's library only its readers need stays out of the bundle. The list of what is
 * supported, which shows docstrings and summaries, is made on the server, where they are kept.
 */
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { shortNames } from './short-names.ts'

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
      if (TABLES.test(file)) return { code: code.replace(SENTENCE, "''"), map: null }
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

const SENTENCE = /\bdoc`[^`]*`/g

/** Without comments, empty lines, docstrings and the spaces about operators, in few lines, and with short names. */
export const squeeze = (python: string): string =>
  python
    .replace(/^ *#.*\n/gm, '')
    .replace(/^(def .*\n) *""".*"""\n/gm, '$1')
    .replace(/\n{2,}/g, '\n')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 4))
    .replace(/"[^"\n]*"|(?<=\S) ?([-+*/%<>=!,:|&^]+) ?(?=\S)/g, (text, operator?: string) => operator ?? text)
    .split(/^(?=def )/m)
    .map((part) => (part.startsWith('def ') ? inFewLines(shortNames(part)) : part))
    .join('')

/** Simple statements of one block share a line, and a block of one line stands beside its header. */
function inFewLines(python: string): string {
  const lines: string[] = []
  for (const line of python.trimEnd().split('\n')) {
    const last = lines.at(-1)
    if (last !== undefined && isSimple(line) && isSimple(last) && depthOf(line) === depthOf(last))
      lines.push(`${lines.pop() ?? ''};${line.trim()}`)
    else lines.push(line)
  }
  const blocks: string[] = []
  lines.forEach((line, index) => {
    const [header = '', next = ''] = [lines[index - 1], lines[index + 1]]
    const alone = isSimple(line) && depthOf(header) < depthOf(line) && depthOf(next) < depthOf(line)
    if (alone) blocks.push(`${blocks.pop() ?? ''}${line.trim()}`)
    else blocks.push(line)
  })
  return blocks.join('\n') + '\n'
}

const depthOf = (line: string): number => line.search(/\S|$/)
const isSimple = (line: string): boolean => !/^ *(?:def|if|elif|else|for|while)\b/.test(line)
