import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession } from './program.ts'
import expected from './vectors/behaviours.json'

const programs = import.meta.glob(['./behaviours/*.py'], { query: '?raw', import: 'default', eager: true })
const runner = Object.values(
  import.meta.glob(['./outcomes.py'], { query: '?raw', import: 'default', eager: true }),
).join()

let opened: Awaited<ReturnType<typeof openSession>>
beforeAll(async () => {
  opened = await openSession()
}, 120_000)
afterAll(() => opened.session.dispose())

/** Each topic's cases ran in CPython (scripts/vectors/python.py) and run here as one program, printing as they go. */
describe.each(Object.keys(expected) as (keyof typeof expected)[])('%s does what CPython does:', (topic) => {
  let outcomes: Record<string, string> = {}
  beforeAll(async () => {
    const program = `${String(programs[`./behaviours/${topic}_.py`])}${runner}`
    await opened.session.prepare(program)
    // A case that hangs fails alone: those before it have printed, and the next topic has an interpreter again.
    const limit = setTimeout(() => opened.session.stop(), 100_000)
    const { stdout, stderr } = await opened.run(program)
    clearTimeout(limit)
    outcomes = Object.fromEntries(
      stdout.split('\n').flatMap((line) => (line.startsWith('["case_') ? [JSON.parse(line) as [string, string]] : [])),
    )
    if (Object.keys(outcomes).length === 0) throw new Error(stderr)
  }, 120_000)

  it.each(Object.entries<string>(expected[topic]).map(([name, outcome]) => ({ name, outcome, words: words(name) })))(
    '$words',
    ({ name, outcome }) => expect(outcomes[name]).toBe(outcome),
  )
})

const words = (name: string) => name.replace('case_', '').replaceAll('_', ' ')
