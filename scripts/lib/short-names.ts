/** Shorter names for what nobody sees of the compiler's own Python: locals, and the parameters of its helpers. */
import { parse } from '../../packages/kernels/src/compiler/1-parse/index.ts'
import type { FunctionDef, Name, Span } from '../../packages/kernels/src/compiler/ast.ts'

/** One function, with a letter for each such name; the others keep theirs. */
export function shortNames(python: string): string {
  const module = parse(DECORATOR + python).module
  const [def] = module.functions
  if (!def) return python
  const names = namesIn(def.body)
  const own = ownNames(def)
  const taken = new Set(names.map(({ name }) => name).filter((name) => !own.has(name)))
  for (const { name } of def.params) if (!own.has(name)) taken.add(name)
  const letters = LETTERS.filter((letter) => !taken.has(letter))
  const short = new Map([...own].map((name, index) => [name, letters[index] ?? name]))
  const places = [...names, ...def.params].filter(({ name }) => own.has(name))
  return replaced(
    python,
    places.map(({ name, span }) => ({ at: span.start - DECORATOR.length, name, short: short.get(name) ?? name })),
  )
}

/** What a function binds itself; the parameters of one that programs call are for them to name. */
export function ownNames({ name, params, body }: FunctionDef): Set<string> {
  const given = params.map((each) => each.name)
  const bound = boundIn(body).map((each) => each.name)
  return new Set(name.startsWith('_') ? [...given, ...bound] : bound.filter((each) => !given.includes(each)))
}

const DECORATOR = '@njit\n'
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']

function replaced(text: string, places: { at: number; name: string; short: string }[]): string {
  let result = text
  for (const { at, name, short } of places.sort((a, b) => b.at - a.at))
    result = result.slice(0, at) + short + result.slice(at + name.length)
  return result
}

type Tree = { readonly [part: string]: unknown; readonly kind?: string; readonly span?: Span }

function nodesIn(part: unknown): Tree[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn)
  if (typeof part !== 'object' || part === null) return []
  return [part as Tree, ...Object.values(part).flatMap(nodesIn)]
}

const namesIn = (part: unknown): Name[] => nodesIn(part).filter(({ kind }) => kind === 'name') as unknown as Name[]

/** Names that are assigned to: of a target's parts, not those that an item of something is reached by. */
const boundIn = (body: unknown): Name[] =>
  nodesIn(body)
    .flatMap(({ targets, target }) => [targets ?? [], target ?? []].flat())
    .flatMap((each) => {
      const { kind } = each as Tree
      return kind === 'name' || kind === 'tuple' ? namesIn(each) : []
    })
