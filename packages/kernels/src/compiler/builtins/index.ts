/** Every built-in function, found by where it lives. `table.ts` says how to add one. */
import type { FunctionDef } from '../ast.ts'
import { parse } from '../1-parse/index.ts'
import type { Meaning, Scope } from '../2-infer/scope.ts'
import { CREATION } from './creation.ts'
import { ELEMENTWISE, liftPrelude } from './elementwise.ts'
import { INTRINSICS } from './intrinsics.ts'
import { JOINING } from './joining.ts'
import { LIST_INTRINSICS, LISTS } from './lists.ts'
import { PRELUDE } from './prelude/index.ts'
import { PROPERTIES } from './properties.ts'
import { PYTHON } from './python.ts'
import { RANDOM } from './random.ts'
import { REDUCTIONS } from './reductions.ts'
import { SEARCHING } from './searching.ts'
import type { Builtin } from './table.ts'

export type Found = { kind: 'row'; row: Builtin } | { kind: 'prelude'; def: FunctionDef; scope: Scope }

/** How the first part of a prelude function's name says where it lives; the longest that fits counts. */
const HOMES: readonly [prefix: string, home: string][] = [
  ['numpy_random_', 'numpy.random.'],
  ['numpy_linalg_', 'numpy.linalg.'],
  ['numpy_', 'numpy.'],
  ['math_', 'math.'],
  ['random_', 'random.'],
  ['array_', 'array.'],
  ['list_', 'list.'],
  ['python_', 'builtins.'],
]

interface Tables {
  /** Rows by where they live; intrinsics under `intrinsics.`. */
  rows: Map<string, Builtin>
  properties: Map<string, Builtin>
  /** Source of each prelude function by its own name; parsed when first used. */
  sources: Map<string, string>
  /** Names of prelude functions by where they live. */
  homes: Map<string, string>
}

let made: Tables | undefined
/** Made on first use: rows and the compiler's phases import each other, so nothing may run while modules load. */
const tables = (): Tables => (made ??= makeTables())

function makeTables(): Tables {
  const rows = new Map<string, Builtin>()
  const sources = new Map<string, string>()
  const homes = new Map<string, string>()
  const lifted: [path: string, name: string][] = []
  for (const row of [
    ...PYTHON,
    ...CREATION,
    ...ELEMENTWISE,
    ...REDUCTIONS,
    ...RANDOM,
    ...SEARCHING,
    ...JOINING,
    ...LISTS,
  ])
    rows.set(row.name, row)
  for (const row of [...INTRINSICS, ...LIST_INTRINSICS]) rows.set(`intrinsics.${row.name}`, row)
  for (const text of PRELUDE.flatMap((source) => source.split(/^(?=def )/m))) {
    const name = /^def (\w+)/.exec(text)?.[1]
    if (name === undefined) continue
    sources.set(name, text)
    const home = HOMES.find(([prefix]) => name.startsWith(prefix))
    if (home) homes.set(home[1] + name.slice(home[0].length), name)
    if (!name.startsWith(LIFTED)) continue
    for (const library of ['numpy', 'math']) lifted.push([`${library}.${name.slice(LIFTED.length)}`, name])
  }
  for (const [path, name] of lifted) if (!rows.has(path) && !homes.has(path)) rows.set(path, liftPrelude(path, name))
  return { rows, properties: new Map(PROPERTIES.map((row) => [row.name, row])), sources, homes }
}

const LIFTED = 'elementwise_'

/** A function by its dotted path: `numpy.sqrt`, `builtins.len`. */
export function findBuiltin(path: string): Found | undefined {
  const row = tables().rows.get(path)
  if (row) return { kind: 'row', row }
  const name = tables().homes.get(path)
  return name === undefined ? undefined : findPrelude(name)
}

export const findMethod = (of: 'array' | 'list', name: string): Found | undefined => findBuiltin(`${of}.${name}`)

/** An attribute of arrays that is computed: `size`, `T`. */
export const findProperty = (name: string): Builtin | undefined => tables().properties.get(`array.${name}`)

const parsed = new Map<string, FunctionDef>()

/** A function of the compiler's own Python by its own name. */
export function findPrelude(name: string): Extract<Found, { kind: 'prelude' }> | undefined {
  let def = parsed.get(name)
  if (!def) {
    const source = tables().sources.get(name)
    if (source === undefined) return undefined
    const { module, diagnostics } = parse(`@njit\n${source}`)
    const [fault] = diagnostics
    def = module.functions[0]
    if (fault || !def) throw new Error(`the prelude's ${name} does not parse: ${fault?.message ?? 'no function'}`)
    parsed.set(name, def)
  }
  return { kind: 'prelude', def, scope: preludeScope }
}

/** What the compiler's own Python may name: `np`, `math`, its own functions and the intrinsics. */
const preludeScope: Scope = {
  userCode: false,
  lookup(name): Meaning | undefined {
    if (name === 'np') return { kind: 'library', path: 'numpy' }
    if (name === 'math') return { kind: 'library', path: 'math' }
    if (tables().rows.has(`intrinsics.${name}`)) return { kind: 'library', path: `intrinsics.${name}` }
    const found = findPrelude(name)
    return found && { kind: 'function', def: found.def, scope: preludeScope }
  },
}

export interface Supported {
  /** `numpy.sort`, `array.sum` (a method), `array.size` (an attribute), `len`. */
  name: string
  /** As in a def line. */
  params: string
  summary: string
}

/** Everything above that a program may call, for the documentation page: made from the tables, so it cannot be wrong. */
export function supportedBuiltins(): Supported[] {
  const shown = (name: string) => name.replace('builtins.', '')
  const { rows, properties, homes } = tables()
  const fromRows = [...rows, ...properties]
    .filter(([path]) => !path.startsWith('intrinsics.'))
    .map(([, row]) => row)
    .map(({ name, params, summary }) => ({ name: shown(name), params, summary }))
  const fromPrelude = [...homes].flatMap(([home, name]): Supported[] => {
    if (rows.has(home)) return []
    const def = findPrelude(name)?.def
    const params = def?.params.map((each) => (each.default ? `${each.name}=…` : each.name)).join(', ') ?? ''
    return [{ name: shown(home), params, summary: def?.doc ?? '' }]
  })
  return [...fromRows, ...fromPrelude].sort((a, b) => (a.name < b.name ? -1 : 1))
}
