import type { SyntaxNode } from './grammar/tree.ts'
import type { Span, Stmt } from '../ast.ts'
import { diagnose, type Diagnostic, type Rule } from '../diagnostics.ts'

/** A place in the source: a node of the tree, or a bare range. */
export interface Range {
  from: number
  to: number
}

/** One text being read: turns offsets into spans and collects what there is to say about it. */
export class Reading {
  readonly text: string
  readonly diagnostics: Diagnostic[] = []
  readonly #lineStarts: number[]
  /** Statements that must run before the one being read: the loops of its comprehensions. */
  #ahead: Stmt[] = []
  #hidden = 0

  constructor(text: string) {
    this.text = text
    this.#lineStarts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1)
  }

  textOf(range: Range): string {
    return this.text.slice(range.from, range.to)
  }

  span({ from, to }: Range): Span {
    const line = this.lineOf(from)
    return { start: from, end: to, line, column: from - (this.#lineStarts[line - 1] ?? 0) + 1 }
  }

  /** The line an offset stands on, counted from 1. */
  lineOf(offset: number): number {
    let low = 0
    let high = this.#lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  report(rule: Rule, range: Range, parameters: Record<string, string> = {}): void {
    this.diagnostics.push(diagnose(rule, this.span(range), parameters))
  }

  /** A fault that makes the whole text not Python, worded as CPython words it. */
  syntaxError(range: Range, message: string): void {
    this.report('syntax', range, { message })
  }

  /** A name no program can write. */
  hiddenName(text: string): string {
    this.#hidden++
    return `${text}.${this.#hidden}`
  }

  runAhead(...statements: Stmt[]): void {
    this.#ahead.push(...statements)
  }

  /** Runs `read`; what it wants to run ahead comes with it. */
  withAhead<T>(read: () => T): { value: T; ahead: Stmt[] } {
    const outer = this.#ahead
    this.#ahead = []
    const value = read()
    const ahead = this.#ahead
    this.#ahead = outer
    return { value, ahead }
  }

  /** Runs `read` and takes back what it reported: for plain Python that only might be of use to a compiled function. */
  attempt<T>(read: () => T): { value: T; diagnostics: Diagnostic[] } {
    const before = this.diagnostics.length
    const value = read()
    return { value, diagnostics: this.diagnostics.splice(before) }
  }
}

export const childrenOf = ({ children }: SyntaxNode): SyntaxNode[] => children

/** `[a, ',', b, c]` by commas is [[a], [b, c]]; a trailing comma adds nothing. */
export function splitAt(separator: string, nodes: SyntaxNode[]): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]]
  for (const node of nodes) {
    if (node.name === separator) groups.push([])
    else groups.at(-1)?.push(node)
  }
  if (groups.at(-1)?.length === 0) groups.pop()
  return groups
}

/** From the first node's start to the last one's end. */
export function rangeOf(nodes: Range[]): Range {
  const first = nodes[0]
  const last = nodes.at(-1)
  if (!first || !last) throw new Error('a range of no nodes')
  return { from: first.from, to: last.to }
}
