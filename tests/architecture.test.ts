import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** Rooms, from the most particular path to the least; a file belongs to the first that matches. */
const rooms: [room: string, folder: string][] = [
  ['kernels/stats', 'packages/kernels/src/stats'],
  ['kernels/wasm', 'packages/kernels/src/wasm'],
  ['kernels/runtime', 'packages/kernels/src/runtime'],
  ['kernels/compiler', 'packages/kernels/src/compiler'],
  ['kernels/cli', 'packages/kernels/src/cli'],
  ['kernels/pool', 'packages/kernels/src/pool'],
  ['kernels/bench', 'packages/kernels/src/bench'],
  ['kernels/catalog', 'packages/kernels/src/catalog'],
  ['kernels/python', 'packages/kernels/src/python'],
  ['kernels', 'packages/kernels/src'],
  ['api/contract', 'apps/api/src/contract'],
  ['api/domain', 'apps/api/src/domain'],
  ['api', 'apps/api/src'],
  ['web', 'apps/web/src'],
]

/** Who may import whom, values and types alike; its own room always. `typesOnly` adds what only types may come from. */
const allowed: Record<string, { values: string[]; typesOnly?: string[] }> = {
  'kernels/stats': { values: [] },
  'kernels/wasm': { values: [] },
  'kernels/runtime': { values: [] },
  'kernels/compiler': { values: ['kernels/wasm', 'kernels/runtime'] },
  'kernels/cli': { values: ['kernels/compiler', 'kernels/pool', 'kernels/runtime'] },
  'kernels/pool': { values: ['kernels/runtime'] },
  'kernels/bench': { values: ['kernels/stats', 'kernels/catalog', 'kernels/pool', 'kernels/runtime', 'kernels'] },
  'kernels/catalog': {
    values: ['kernels/pool', 'kernels/runtime', 'kernels/compiler', 'kernels/python', 'kernels'],
  },
  'kernels/python': { values: ['kernels/compiler', 'kernels/pool', 'kernels/runtime', 'kernels'] },
  kernels: { values: [] },
  'api/contract': { values: [], typesOnly: ['kernels'] },
  'api/domain': { values: ['api/contract'], typesOnly: ['kernels'] },
  api: { values: ['api/contract', 'api/domain'], typesOnly: ['kernels'] },
  web: { values: ['api/contract', 'kernels*'], typesOnly: ['api'] },
}

/** Packages a room may name; a room not listed may name any. */
const packages: Record<string, RegExp> = {
  'kernels/stats': /^$/,
  'kernels/wasm': /^$/,
  'kernels/runtime': /^node:/,
  'kernels/compiler': /^node:/,
  'kernels/cli': /^node:/,
  'kernels/pool': /^node:/,
  'kernels/bench': /^node:/,
  'kernels/catalog': /^node:/,
  'kernels/python': /^(pyodide|node:)/,
  'api/contract': /^(valibot|@valibot\/)/,
  'api/domain': /^valibot$/,
}

const source = files(root, ['packages/kernels/src', 'apps/api/src', 'apps/web/src'])

describe('rooms import only whom the design allows', () => {
  it.each(rooms.map(([room]) => room))('%s', (room) => {
    const faults = source.flatMap((file) => (roomOf(file) === room ? faultsOf(file, room) : []))
    expect(faults).toEqual([])
  })

  it('finds source to judge', () => expect(source.length).toBeGreaterThan(3))
})

function faultsOf(file: string, room: string): string[] {
  const rule = allowed[room] ?? { values: [] }
  return importsOf(file).flatMap(({ specifier, typeOnly }) => {
    const target = resolve(file, specifier)
    if (target === undefined) {
      const own = specifier.startsWith('.') || specifier.startsWith('#') || specifier.startsWith('$')
      const permitted = packages[room]
      return own || !permitted || permitted.test(specifier) ? [] : [`${file} imports the package ${specifier}`]
    }
    const to = roomOf(target)
    if (to === undefined || to === room || matches(rule.values, to)) return []
    if (typeOnly && matches(rule.typesOnly ?? [], to)) return []
    return [`${file} imports ${target} (${room} → ${to}${typeOnly ? ', types' : ''})`]
  })
}

const matches = (list: string[], room: string) =>
  list.some((entry) => (entry.endsWith('*') ? room.startsWith(entry.slice(0, -1)) : entry === room))

const roomOf = (file: string) => rooms.find(([, folder]) => file.startsWith(`${folder}/`))?.[0]

/** The repository path an import points at, or undefined for a package. */
function resolve(from: string, specifier: string): string | undefined {
  const clean = specifier.replace(/\?.*$/, '')
  if (clean.startsWith('.')) return path.join(path.dirname(from), clean)
  if (clean.startsWith('#lib/')) return `apps/web/src/lib/${clean.slice(5)}`
  if (clean.startsWith('@prange/kernels'))
    return `packages/kernels/src${clean.slice('@prange/kernels'.length)}/index.ts`
  if (clean.startsWith('@prange/api')) return `apps/api/src${clean.slice('@prange/api'.length)}/index.ts`
  return undefined
}

function importsOf(file: string): { specifier: string; typeOnly: boolean }[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const scripts = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
    : [text]
  return scripts.flatMap((script) => {
    const tree = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true)
    const found: { specifier: string; typeOnly: boolean }[] = []
    const visit = (node: ts.Node): void => {
      if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
        const clause = ts.isImportDeclaration(node) ? node.importClause : node
        const typeOnly = clause !== undefined && 'isTypeOnly' in clause && clause.isTypeOnly === true
        found.push({ specifier: (node.moduleSpecifier as ts.StringLiteral).text, typeOnly })
      } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const [argument] = node.arguments
        if (argument && ts.isStringLiteralLike(argument)) found.push({ specifier: argument.text, typeOnly: false })
      }
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })
}

function files(base: string, folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(base, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, name),
      ),
    )
    .filter((file) => /\.(ts|mts|mjs|js|svelte)$/.test(file) && !file.includes('node_modules'))
}
