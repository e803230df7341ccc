/** What there is to say about a name or a function that nobody knows: best, what was meant. */
import type { Span } from '../ast.ts'
import { constantNumber } from '../builtins/constants.ts'
import { findBuiltin, supportedBuiltins } from '../builtins/index.ts'
import type { Rule } from '../diagnostics.ts'
import type { Frame } from './statements.ts'
import { report } from './statements.ts'

/** Python's own functions that are not there, by what there is to say about them. */
const PYTHON: Partial<Record<Rule, string>> = {
  'loose-string': 'str repr format chr ascii bytes bytearray hex oct bin',
  dict: 'dict',
  set: 'set frozenset',
  'complex-number': 'complex',
  'only-in-loop': 'range zip enumerate map filter reversed iter next',
  'unknown-function':
    'all any callable classmethod compile delattr dir eval exec getattr globals hasattr hash help id input isinstance issubclass locals memoryview object open print property setattr slice staticmethod super type vars',
}
const RULE_OF = new Map(
  (Object.entries(PYTHON) as [Rule, string][]).flatMap(([rule, names]) =>
    names.split(' ').map((name) => [name, rule] as const),
  ),
)

/** `path` is dotted: `builtins.sqrt` is a name that the program does not define. */
export function reportUnknown(frame: Frame, span: Span, path: string): void {
  if (!path.startsWith('builtins.')) {
    const close = closest(path)
    if (close === undefined) report(frame, 'unknown-function', span, { name: path })
    else report(frame, 'close-function', span, { name: path, close })
    return
  }
  const name = path.slice('builtins.'.length)
  const rule = RULE_OF.get(name)
  if (rule) return report(frame, rule, span, { name })
  const homes = ['math', 'numpy'].map((home) => `${home}.${name}`)
  const where = homes.filter((home) => findBuiltin(home) ?? constantNumber(home))
  if (where.length > 0) report(frame, 'other-home', span, { name, where: where.map(written).join(' or ') })
  else report(frame, 'unknown-name', span, { name })
}

const written = (path: string) => path.replace(/^numpy\./, 'np.')

/** The supported function of the same library whose name takes the fewest changes to get to, two at most. */
function closest(path: string): string | undefined {
  const dot = path.lastIndexOf('.') + 1
  const [library, name] = [path.slice(0, dot), path.slice(dot)]
  const near = supportedBuiltins()
    .filter((row) => row.name.startsWith(library) && !row.name.slice(dot).includes('.'))
    .map((row) => ({ name: row.name, changes: changesBetween(name, row.name.slice(dot)) }))
    .filter(({ changes }) => changes <= Math.min(2, name.length - 2))
    .sort((a, b) => a.changes - b.changes)
  return near[0] && written(near[0].name)
}

/** Levenshtein's distance: letters put in, left out or changed. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (let index = 1; index <= to.length; index++) {
      const changed = (row[index - 1] ?? 0) + Number(to[index - 1] !== letter)
      next.push(Math.min(changed, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
