import type { Dispatcher, Runtime } from '../compiler/api.ts'
import { canShareMemory, createTeam, type TaskContext, type Team } from '../pool/index.ts'
import { blackScholesNjit } from './black-scholes/njit.ts'
import { burnNjit, slowSumNjit } from './sums-njit.ts'
import { mandelbrotNjit } from './mandelbrot/njit.ts'
import type { NjitCall, NjitKernel } from './njit.ts'
import { piNjit } from './pi/njit.ts'
import type { Answer, VariantJob } from './types.ts'
import { varNjit } from './var/njit.ts'
import type { Exercise } from '../words.ts'

const kernels: Partial<Record<Exercise, NjitKernel>> = {
  'slow-sum': slowSumNjit,
  pi: piNjit,
  var: varNjit,
  burn: burnNjit,
  'black-scholes': blackScholesNjit,
  mandelbrot: mandelbrotNjit,
}

interface NjitInput {
  /** Names this rung among those that this worker keeps open. */
  key: string
  exercise: Exercise
  /** The text of kernel.py. */
  source: string
  job: VariantJob
}

interface Open {
  runtime: Runtime
  team: Team | undefined
  dispatcher: Dispatcher
  call: NjitCall | undefined
  compileMs: number
}

const open = new Map<string, Open>()
const teams = new Map<number, Team>()

export const njitTasks = {
  /** Compiles and allocates; says how long compiling took. */
  njitOpen: async (input: NjitInput) => ({ compileMs: (await opened(input)).compileMs }),

  njitRun: async (input: NjitInput, { teamProgress }: TaskContext): Promise<Answer> => {
    const { dispatcher, call, team } = await opened(input)
    if (!call) return emptyAnswer
    const calls = call.calls ?? 1
    // Each call is one loop, whose chunks are of one size.
    const itemsOf = (done: readonly number[], chunks: number) =>
      done.map((count) => (count * input.job.items) / (calls * chunks))
    team?.watch(teamProgress && ((done, chunks) => teamProgress(itemsOf(done, chunks))))
    return call.answer(Array.from({ length: calls }, () => dispatcher.call(call.args)))
  },

  njitClose: (key: string) => {
    open.get(key)?.runtime.dispose()
    open.delete(key)
  },
}

/** Nothing to compute: the same words as the references use. */
const emptyAnswer: Answer = { checksum: 'none', text: 'none' }

async function opened({ key, exercise, source, job }: NjitInput): Promise<Open> {
  const known = open.get(key)
  if (known) return known
  const kernel = kernels[exercise]
  if (!kernel) throw new Error(`${exercise} has nothing to compile`)
  const { compile, createRuntime, warm } = await import('./compiler.ts')
  // Else the first program's compile time would be the engine's, which is still reading the compiler.
  warm()
  const { strategy, workers } = job.rung
  const team = strategy === 'prange' && canShareMemory() ? await teamOf(workers) : undefined
  const runtime = createRuntime(team ? { parallel: team } : {})
  const name = strategy === 'prange' ? kernel.functions.prange : kernel.functions.sequential
  const dispatcher = compile(source, { filename: 'kernel.py', runtime }).functions.get(name)
  if (!dispatcher) throw new Error(`kernel.py of ${exercise} has no function ${name}`)
  const call = kernel.open(runtime, job)
  const compileMs = call ? dispatcher.prepare(call.args.map((arg) => dispatcher.typeOf(arg))).compileMs : 0
  const made = { runtime, team, dispatcher, call, compileMs }
  open.set(key, made)
  return made
}

async function teamOf(workers: number): Promise<Team> {
  let made = teams.get(workers)
  if (!made) teams.set(workers, (made = createTeam(workers)))
  await made.ready()
  return made
}
