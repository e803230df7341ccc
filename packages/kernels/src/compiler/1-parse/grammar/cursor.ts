import { leaf, Stumble, type SyntaxNode } from './tree.ts'
import { tokensOf, type Token } from './tokens.ts'

/** Deeper nesting is given up, as CPython gives it up somewhere: each level takes some of the stack. 200 brackets take 400. */
const MAX_NESTING = 650

/** Where a parser stands among a text's tokens. */
export class Cursor {
  readonly text: string
  readonly #tokens: readonly Token[]
  #at = 0
  #nesting = 0

  /** `inBrackets`: what stands in an f-string's braces. */
  constructor(text: string, from = 0, to = text.length, inBrackets = false) {
    this.text = text
    this.#tokens = tokensOf(text, from, to, inBrackets)
  }

  get type(): string {
    return this.token.type
  }

  is(type: string): boolean {
    return this.token.type === type
  }

  get token(): Token {
    return this.ahead(0)
  }

  ahead(count: number): Token {
    const token = this.#tokens[Math.min(this.#at + count, this.#tokens.length - 1)]
    if (!token) throw new Error('a text without tokens')
    return token
  }

  /** Whether the token is a name with this text: a word that is a keyword only in places. */
  isWord(word: string): boolean {
    const { type, from, to } = this.token
    return type === 'VariableName' && this.text.slice(from, to) === word
  }

  /** Takes the token as a leaf, under another name if one is given. */
  take(name = this.type): SyntaxNode {
    const { from, to } = this.token
    this.#at++
    return leaf(name, from, to)
  }

  /** Takes the token that must be here. */
  expect(type: string, name = type): SyntaxNode {
    return this.is(type) ? this.take(name) : this.stumble()
  }

  /** The token in a list of its own if it is here, else an empty list. */
  optional(type: string): SyntaxNode[] {
    return this.is(type) ? [this.take()] : []
  }

  /** `message` in CPython's words, where it is more than "invalid syntax". */
  stumble(message?: string): never {
    throw new Stumble(this.token.from, message)
  }

  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T {
    if (this.#nesting === MAX_NESTING) this.stumble('too many nested parentheses')
    this.#nesting++
    const value = read()
    this.#nesting--
    return value
  }

  /** What `read` finds; where it stumbles undefined, and the cursor as it was. */
  attempt<T>(read: () => T): T | undefined {
    const [at, nesting] = [this.#at, this.#nesting]
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Stumble)) throw error
      this.#at = at
      this.#nesting = nesting
      return undefined
    }
  }

  /** `item, item, …` with its commas, at least one; it may end in a comma, behind which no item `begins`. */
  list(item: () => SyntaxNode[], begins: () => boolean): SyntaxNode[] {
    const nodes = [...item()]
    while (this.is(',')) {
      nodes.push(this.take())
      if (!begins()) break
      nodes.push(...item())
    }
    return nodes
  }

  /** `open item, … close` with nothing or a list between. */
  bracketed(open: string, close: string, item: () => SyntaxNode[]): SyntaxNode[] {
    const first = this.expect(open)
    const inner = this.is(close) ? [] : this.list(item, () => !this.is(close))
    return [first, ...inner, this.expect(close)]
  }
}
