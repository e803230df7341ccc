/** The concrete tree of a text: every token that means something, under the name of the rule that read it. */
export interface SyntaxNode {
  /** A rule (`CallExpression`), a kind of token (`Number`, `ArithOp`), or the keyword or sign itself. */
  name: string
  from: number
  to: number
  children: SyntaxNode[]
}

export const leaf = (name: string, from: number, to: number): SyntaxNode => ({ name, from, to, children: [] })

/** A node that reaches from its first child to its last; there is at least one. */
export function branch(name: string, children: SyntaxNode[]): SyntaxNode {
  const [first] = children
  const last = children.at(-1)
  if (!first || !last) throw new Error(`${name} without parts`)
  return { name, from: first.from, to: last.to, children }
}

/** Thrown where no rule fits; caught where a text's parsing began. */
export class Stumble extends Error {
  readonly at: number
  /** CPython's words, if the rule knows them. */
  readonly words: string | undefined

  constructor(at: number, words?: string) {
    super(words ?? `no rule fits at ${at}`)
    this.at = at
    this.words = words
  }
}
