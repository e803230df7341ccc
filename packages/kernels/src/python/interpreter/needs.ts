/** What a program is going to need, read off its text: a hint, never a promise. */
export interface Needs {
  numpy: boolean
  /** The compiler of `@njit`. */
  compiler: boolean
  /** Child interpreters worth having warm. */
  children: number
}

/** More warm children than this only cost memory (about 60 MB each); further ones start when they are asked for. */
const mostChildren = 8

export function needsOf(code: string, cores: number): Needs {
  const processes = /\b(ProcessPoolExecutor|multiprocessing)\b/.test(code)
  const named = [...code.matchAll(/\b(?:max_workers\s*=|processes\s*=|PoolExecutor\(|Pool\()\s*(\d+)/g)]
  const asked = named.map((match) => Number(match[1]))
  // Most programs that start processes by hand start a few of them.
  if (/\bProcess\(/.test(code)) asked.push(Math.max(cores, 4))
  return {
    numpy: /\b(numpy|numba)\b/.test(code),
    compiler: /\bnumba\b/.test(code),
    children: processes ? Math.min(mostChildren, Math.max(0, ...(asked.length > 0 ? asked : [cores]))) : 0,
  }
}
