import { Stumble, type SyntaxNode } from './tree.ts'

interface Replacement {
  /** From its `{` to behind its `}`. */
  from: number
  to: number
  /** Where the expression ends: before `!r`, `:spec` and `}`. */
  valueTo: number
}

/** The replacement fields of an f-string; those in the format of another are part of it. Throws Stumble. */
export function stringPieces(text: string, { from, to }: SyntaxNode): Replacement[] {
  const open = /^\w*("""|'''|"|')/.exec(text.slice(from, to))
  const end = to - (open?.[1]?.length ?? 0)
  const found: Replacement[] = []
  let at = from + (open?.[0].length ?? 0)
  while (at < end) {
    if (text[at] === '\\' && !/r/i.test(open?.[0] ?? '')) at += 2
    else if (text[at] !== '{') at++
    else if (text[at + 1] === '{') at += 2
    else {
      const field = replacement(text, at, end)
      found.push(field)
      at = field.to
    }
  }
  return found
}

function replacement(text: string, from: number, end: number): Replacement {
  let depth = 0
  let at = from + 1
  for (; at < end; at++) {
    const character = text[at] ?? ''
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1)
      if (at < 0 || at >= end) throw new Stumble(end, UNCLOSED)
    } else if ('([{'.includes(character)) depth++
    else if (depth > 0 && ')]}'.includes(character)) depth--
    else if (depth === 0 && (character === '}' || character === ':' || (character === '!' && text[at + 1] !== '=')))
      break
  }
  const valueTo = at
  if (/^![sra]/.test(text.slice(at, at + 2))) at += 2
  if (text[at] === ':') at = endOfFormat(text, at + 1, end)
  if (at >= end || text[at] !== '}') throw new Stumble(Math.min(at, end), UNCLOSED)
  return { from, to: at + 1, valueTo }
}

const UNCLOSED = "f-string: expecting '}'"

/** Where the `}` stands that ends a field whose format begins here. */
function endOfFormat(text: string, from: number, end: number): number {
  let at = from
  while (at < end && text[at] !== '}') at = text[at] === '{' ? replacement(text, at, end).to : at + 1
  return at
}
