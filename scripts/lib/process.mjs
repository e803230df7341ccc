// Children: started with node_modules/.bin first on the PATH, in their own group where asked, and never left behind.
import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
const bin = path.join(root, 'node_modules', '.bin')

/** The environment of every child: our Node and tools first, wrangler quiet and offline. */
export const environment = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH}`,
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
}

/** A failure whose message is all the user needs: one sentence, with what to do. */
export class Stop extends Error {}

/**
 * Runs a tool to its end, its output passed through.
 * @param {string} command @param {string[]} [args] @param {{cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} [options]
 * @returns {Promise<string>} what it printed, when `quiet`
 */
export function run(command, args = [], { cwd = '.', env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: path.resolve(root, cwd),
      env: { ...environment, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) =>
      reject(new Stop(`${command} could not be started (${error.message}). Run \`npm ci\` and try again.`)),
    )
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new Stop(`${output}${command} ${args.join(' ')} failed (${signal ?? `exit ${code}`}).`))
    })
  })
}

/**
 * Lets another program do the rest in this one's place: its output, its signals, its exit status. Never returns.
 * @param {string} command @param {string[]} args
 */
export function handOver(command, args) {
  const child = spawn(command, args, { env: environment, stdio: 'inherit' })
  // A terminal's Ctrl+C reaches the child by itself; a signal sent to this process alone has to be passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/**
 * Starts a server in a process group of its own and takes the whole group down with us: wrangler's workerd would
 * otherwise go on serving after its parent is gone.
 * @param {string} command @param {string[]} args @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 */
export function start(command, args, { cwd = '.', env = {} } = {}) {
  const child = spawn(command, args, {
    cwd: path.resolve(root, cwd),
    env: { ...environment, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  const signalGroup = (signal) => {
    try {
      process.kill(-child.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error // the group is already gone
    }
  }
  const closed = new Promise((resolve) => child.once('exit', resolve))
  const close = async () => {
    signalGroup('SIGTERM')
    const grace = setTimeout(() => signalGroup('SIGKILL'), 3_000)
    await closed
    clearTimeout(grace)
    signalGroup('SIGKILL')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, close)
  process.once('exit', () => signalGroup('SIGKILL'))
  return { closed, close }
}

/** Runs a script's main function; a Stop becomes its sentence and exit status 1, anything else keeps its trace. */
export async function main(body) {
  try {
    await body()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
