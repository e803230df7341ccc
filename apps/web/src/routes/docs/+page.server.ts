import { RULES, supportedBuiltins } from '@prange/kernels/compiler'

/** Families of names, in the order a reader looks for them; what fits no other stands first. */
const families = [
  { title: 'Python', matches: (name: string) => !name.includes('.') },
  { title: 'math', matches: (name: string) => name.startsWith('math.') },
  { title: 'NumPy', matches: (name: string) => name.startsWith('numpy.') && !name.startsWith('numpy.random.') },
  { title: 'numpy.random', matches: (name: string) => name.startsWith('numpy.random.') },
  { title: 'Arrays', matches: (name: string) => name.startsWith('array.') },
]

/** The page is made when the site is built, from the compiler's own tables: it cannot promise what is not there. */
export function load() {
  const builtins = onePerName(supportedBuiltins())
  const others = builtins.filter(({ name }) => !families.some(({ matches }) => matches(name)))
  return {
    families: [
      ...families.map(({ title, matches }) => ({ title, builtins: builtins.filter(({ name }) => matches(name)) })),
      { title: 'Others', builtins: others },
    ].filter((family) => family.builtins.length > 0),
    rules: Object.entries(RULES)
      .filter(([, { message }]) => !message.startsWith('{'))
      .map(([anchor, { code, message, hint }]) => ({ anchor, code, message: readable(message), hint: readable(hint) })),
  }
}

/** A name with several forms is listed once, by the form that says most. */
function onePerName<Row extends { name: string; params: string; summary: string }>(rows: readonly Row[]): Row[] {
  const best = new Map<string, Row>()
  for (const row of rows) {
    const known = best.get(row.name)
    if (!known || row.summary.length > known.summary.length) best.set(row.name, row)
  }
  return [...best.values()]
}

/** `{name}` in a message stands for something of the reader's program. */
const readable = (text: string) => text.replaceAll(/\{(\w+)\}/g, '…')
