import { parseArgs } from 'node:util'

export interface Arguments {
  file: string
  /** Each a call such as `add(1, 2)`, in order. */
  calls: string[]
  repeat: number
  /** Threads for prange; 1 runs its chunks here one after another. */
  workers: number
  json: boolean
  stage?: StageName
}

export const STAGE_NAMES = ['ast', 'types', 'ir', 'wat'] as const
export type StageName = (typeof STAGE_NAMES)[number]

export const USAGE = `usage: npm run -s njit -- FILE.py --call 'EXPR' [--call …] [--repeat N] [--workers N] [--json] [--stage ast|types|ir|wat]

Compiles the @njit functions of FILE.py and evaluates each EXPR, a call such as 'add(1, 2)' or 'total(np.arange(10.0))'.

  --call EXPR     what to call; may be given several times
  --repeat N      run each call N times (default 1); compiling is timed apart, by a compiler warmed up
  --workers N     threads for prange (default 1)
  --json          one line of JSON for each call
  --stage NAME    also print what the compiler made: ast, types, ir (rewritten), wat`

/** Reads the command line. Throws UsageError, whose message says what is wrong. */
export function readArguments(argv: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError('Name a Python file.')
  if (more.length > 0) throw new UsageError(`One file at a time, not ${more.join(' ')} as well.`)
  const stage = STAGE_NAMES.find((name) => name === values.stage)
  if (values.stage !== undefined && !stage)
    throw new UsageError(`There is no stage ${values.stage}; there are ${STAGE_NAMES.join(', ')}.`)
  const calls = values.call ?? []
  if (calls.length === 0 && !stage) throw new UsageError("Say what to call, such as --call 'add(1, 2)'.")
  return {
    file,
    calls,
    repeat: count('repeat', values.repeat, 1_000_000),
    workers: count('workers', values.workers, 256),
    json: values.json ?? false,
    ...(stage && { stage }),
  }
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        call: { type: 'string', multiple: true },
        repeat: { type: 'string' },
        workers: { type: 'string' },
        json: { type: 'boolean' },
        stage: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function count(name: string, text: string | undefined, most: number): number {
  if (text === undefined) return 1
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} takes a whole number from 1 to ${most}, not ${text}.`)
  return value
}
