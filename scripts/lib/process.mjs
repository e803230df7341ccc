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

/** Runs a script's main function; a Stop becomes its sentence and exit status 1, anything else keeps its trace. */
export async function main(body) {
  try {
    await body()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
