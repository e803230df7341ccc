/** Programs to compare with, where they are installed: started once, asked line by line, so that all stay warm. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface Contender {
  /** Asks for one run and resolves with its time in ms as the program measured it. */
  ask(line: string): Promise<number>
  close(): void
}

/** Real Numba, from whichever Python has it; undefined where none does. */
export function startNumba(): Contender | undefined {
  const python = ['python3', '/usr/bin/python3'].find(
    (name) => spawnSync(name, ['-c', 'import numba'], { stdio: 'ignore' }).status === 0,
  )
  return python ? start(python, [path.join(import.meta.dirname, 'numba_kernels.py')]) : undefined
}

/** The C loops by clang -O3; undefined where there is no clang. */
export const startNative = (): Contender | undefined => startC('kernels.c')

/** What a second core is worth to native code, by clang -O3; undefined where there is no clang. */
export const startTwoCores = (): Contender | undefined => startC('two_cores.c')

function startC(source: string): Contender | undefined {
  const binary = path.join(mkdtempSync(path.join(tmpdir(), 'prange-bench-')), path.parse(source).name)
  const options = ['-O3', '-march=native', '-pthread', '-o', binary, path.join(import.meta.dirname, source), '-lm']
  return spawnSync('clang', options, { stdio: 'inherit' }).status === 0 ? start(binary, []) : undefined
}

function start(command: string, args: string[]): Contender {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`)
      const { value, done } = await answers.next()
      if (done) throw new Error(`${command} ended in the middle of the benchmark`)
      return (JSON.parse(value) as { ms: number }).ms
    },
    close: () => child.stdin.end(),
  }
}
