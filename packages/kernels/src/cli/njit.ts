/**
 * `npm run -s njit -- FILE.py --call 'EXPR'`: compiles a file's njit functions in Node and calls them.
 * Exit status: 0 when every call was answered, 1 when one was not, 2 for a wrong command line, 70 for a fault of ours.
 */
import { readFileSync } from 'node:fs'
import { compile, warm, type Program, type Stage } from '../compiler/index.ts'
import { canShareMemory, createTeam } from '../pool/index.ts'
import { createRuntime, type Progress } from '../runtime/index.ts'
import { readArguments, USAGE, UsageError, type Arguments, type StageName } from './arguments.ts'
import { evaluate } from './calls.ts'
import { asJson, asText, describeDiagnostic, describeStage } from './print.ts'

// Whoever reads may stop before the end, as head does: that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readArguments(argv)
    if (options === 'help') return say(USAGE, 0)
    const source = read(options.file)
    if (source === undefined) return 2
    return await runFile(options, source)
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n\n${USAGE}`, 2)
    return complain(`This is a fault of the compiler, not of the program: please report it.\n${stackOf(error)}`, 70)
  }
}

/** The file's text; undefined, and said so, where it cannot be read: there is none, or it is a folder. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    complain(`Cannot read ${file}: ${String(error.code)}.`, 2)
    return undefined
  }
}

async function runFile(options: Arguments, source: string): Promise<number> {
  const team = options.workers > 1 && canShareMemory() ? createTeam(options.workers) : undefined
  await team?.ready()
  // What the program prints must not come between the lines of JSON.
  const stream = options.json ? process.stderr : process.stdout
  const print = (line: string) => void stream.write(`${line}\n`)
  const runtime = createRuntime({
    print,
    ...(team && { parallel: team }),
    ...(process.stderr.isTTY && { onProgress: showProgress }),
  })
  // Compile times are of a compiler that has compiled before: node's own compiler is not measured.
  warm()
  const stages: Stage[] = []
  const program = compile(source, { filename: options.file, runtime, onStage: (stage) => stages.push(stage) })
  try {
    return runCalls(options, program, stages)
  } finally {
    runtime.dispose()
    team?.dispose()
  }
}

function runCalls(options: Arguments, program: Program, stages: Stage[]): number {
  const { calls, json, repeat, stage } = options
  const parseMs = stages.find(({ name }) => name === 'ast')?.elapsedMs ?? 0
  let failed = calls.length === 0 && program.diagnostics.length > 0
  if (!json)
    for (const diagnostic of program.diagnostics) say(describeDiagnostic(diagnostic, program.filename, program.source))
  showStages(stages, stage, json)
  for (const call of calls) {
    const result = evaluate(program, parseMs, call, repeat)
    showStages(stages, stage, json)
    say(json ? asJson(result) : asText(result, program.filename, program.source))
    failed ||= !result.ok
  }
  return failed ? 1 : 0
}

/** Prints what came since the last time; beside JSON, to the error stream. */
function showStages(stages: Stage[], wanted: StageName | undefined, json: boolean): void {
  const stream = json ? process.stderr : process.stdout
  for (const stage of stages.splice(0)) if (stage.name === wanted) stream.write(`${describeStage(stage)}\n`)
}

/** One line that the next one overwrites. */
function showProgress({ line, fraction }: Progress): void {
  const how = fraction === undefined ? 'still in it' : `${Math.floor(fraction * 100)} %`
  process.stderr.write(`\rnjit loop in line ${line}: ${how}\u001b[K\r`)
}

function say(text: string, status = 0): number {
  process.stdout.write(`${text}\n`)
  return status
}

function complain(text: string, status: number): number {
  process.stderr.write(`${text}\n`)
  return status
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? (error.stack ?? error.message) : `${error.message}\n${stackOf(error.cause)}`
}
