/**
 * The ladder in the terminal: `npm run ladder -- pi --workers 1,2`. The report goes to standard output, progress and
 * faults to standard error, so that `--json` can be piped. Exit codes: 0 done, 1 failed, 2 asked wrongly, 130 stopped.
 */
import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { catalog, createContext, kernelOf } from '../catalog/index.ts'
import type { KernelMeta } from '../catalog/types.ts'
import type { Exercise } from '../words.ts'
import { machineClock } from './clock.ts'
import { detectDevice } from './device.ts'
import { runLadder } from './ladder.ts'
import { PlanError, planLadder } from './plan.ts'
import { report } from './report.ts'
import type { LadderEvent, LadderPlan } from './types.ts'

const USAGE = `Usage: npm run ladder -- EXERCISE [options]

  --workers 1,2,4     numbers of workers for the rungs that scale (default: 2, 4 … and all cores)
  --rungs simd,njit   only rungs whose name contains one of these (default: all)
  --param name=value  a parameter of the exercise; repeat for more
  --seed N            seeds the random streams and the order of the samples (default: 42)
  --budget SECONDS    time for the whole ladder (default: 20, or 2 for each rung)
  --api URL           where the API is, for downloads, e.g. http://127.0.0.1:8787
  --json              print the run as JSON
`

const OPTIONS = {
  workers: { type: 'string' },
  rungs: { type: 'string' },
  param: { type: 'string', multiple: true },
  seed: { type: 'string' },
  budget: { type: 'string' },
  api: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof PlanError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values, positionals } = parse()
  const [exercise, ...rest] = positionals
  if (values.help || exercise === undefined) {
    process.stdout.write(`${USAGE}\nExercises:\n${exercises()}`)
    return 0
  }
  if (rest.length > 0) throw new PlanError(`One exercise at a time, not also "${rest.join(' ')}".`)
  const kernel = kernelOf(exercise as Exercise)
  if (!kernel) throw new PlanError(`There is no exercise "${exercise}". There are:\n${exercises()}`)
  const device = { ...detectDevice(machineClock.stepUs()), memoryGiB: Math.round(totalmem() / 2 ** 30) }
  const meta = { ...kernel.meta, rungs: kernel.meta.rungs.filter(({ engine }) => engine !== 'python') }
  const plan = planLadder(
    meta,
    {
      params: Object.fromEntries((values.param ?? []).map(readParam)),
      workers: values.workers?.split(',').map(Number),
      only: values.rungs?.split(','),
      seed: values.seed === undefined ? undefined : Number(values.seed),
      budgetMs: values.budget === undefined ? undefined : Number(values.budget) * 1000,
    },
    device.cores,
  )
  const context = createContext(values.api === undefined ? {} : { apiBase: values.api })
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    const outcome = await runLadder(plan, {
      context,
      device,
      appVersion: version(),
      signal: stop.signal,
      onEvent: process.stderr.isTTY ? showProgress : () => {},
    })
    switch (outcome.type) {
      case 'done':
        process.stdout.write(
          values.json
            ? `${JSON.stringify(outcome.run, null, 2)}\n`
            : report(outcome, kernel.meta, nextSteps(plan)) + leftOut(kernel.meta),
        )
        return 0
      case 'stopped':
        process.stderr.write('Stopped.\n')
        return 130
      case 'failed':
        process.stderr.write(`${outcome.message}\n`)
        return 1
      default:
        return outcome satisfies never
    }
  } finally {
    context.dispose()
  }
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    // parseArgs throws for an unknown option or a missing value, with a good sentence.
    throw new PlanError(`${(error as Error).message}\n\n${USAGE}`)
  }
}

function readParam(text: string): [string, number] {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? []
  const number = Number(value?.replaceAll('_', ''))
  if (name === undefined || Number.isNaN(number))
    throw new PlanError(`A parameter looks like --param darts=1000000, not "${text}".`)
  return [name, number]
}

function exercises(): string {
  const metas: KernelMeta[] = Object.values(catalog).map(({ meta }) => meta)
  const width = Math.max(...metas.map(({ id }) => id.length))
  return metas
    .map(({ id, summary, params }) => {
      const named = Object.entries(params).map(([name, spec]) => `${name}=${spec.default}`)
      return `  ${id.padEnd(width)}  ${summary}\n  ${' '.repeat(width)}  ${named.join(' ')}\n`
    })
    .join('')
}

function showProgress(event: LadderEvent): void {
  if (event.type === 'progress' || event.type === 'pressure') return
  if (event.type !== 'state') return void process.stderr.write('\r\x1b[K')
  const { rungs, remainingMs } = event
  const ended = rungs.filter(({ phase }) => phase === 'done' || phase === 'failed').length
  const busy = rungs.find(({ phase }) => phase === 'preparing' || phase === 'warming')
  const doing = busy ? `${busy.phase} ${busy.label}` : 'measuring'
  const left = `${Math.ceil(remainingMs / 1000)} s left`
  process.stderr.write(`\r\x1b[K${doing}: ${ended} of ${rungs.length} rungs done, ${left}`)
}

/** CPython's rungs need a browser. */
function leftOut({ id, rungs }: KernelMeta): string {
  const names = rungs.filter(({ engine }) => engine === 'python').map(({ strategy }) => `python/${strategy}`)
  return names.length > 0 ? `Not here: ${names.join(', ')} need a browser. Run /learn/${id} for them.\n` : ''
}

function nextSteps({ budgetMs }: LadderPlan) {
  return { 'few-samples': `Give it more time: --budget ${Math.ceil((3 * budgetMs) / 1000)}.` }
}

function version(): string {
  const file = new URL('../../../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
