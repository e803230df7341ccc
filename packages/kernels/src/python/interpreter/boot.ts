/** The seam to Pyodide: a newer version is one change here. */
import type { PyodideInterface } from 'pyodide'
import type { PythonFiles } from '../protocol.ts'
import { pythonSources } from '../sources.ts'
import { snapshotImports } from './imports.ts'
import { Stacks } from './stacks.ts'

export interface Interpreter {
  py: PyodideInterface
  /** The interpreter's own memory: compiled functions import it and work on NumPy's data in place. */
  memory: WebAssembly.Memory
  /** Python's own heap in that memory. */
  malloc(byteLength: number): number
  free(address: number): void
  stacks: Stacks
  /**
   * Has Python call `signal` now and then while it computes; what it answers but 0 is a signal's number. What it throws
   * unwinds Python's whole stack, if it is marked as Pyodide marks fatal errors. `askAfter` says how many jumps back,
   * calls and returns from C later it is called again.
   */
  askForSignals(signal: (askAfter: (count: number) => void) => number): void
}

/** What is learnt while Pyodide instantiates its module. */
interface Insides {
  memory: WebAssembly.Memory
  exports: Pick<Interpreter, 'malloc' | 'free'>
  /** What Python counts down until it asks for signals (scripts/lib/ask-at-calls.mjs). */
  countdown: WebAssembly.Global<'i32'>
  stacks: Stacks
  setSignal(signal: () => number): void
}

/** Pyodide's options that its types leave out. */
interface SnapshotOptions {
  _makeSnapshot?: boolean
  _loadSnapshot?: Uint8Array
}

type LoadPyodide = (options: { indexURL: string; packages: string[] } & SnapshotOptions) => Promise<PyodideInterface>

export const sitePackages = '/lib/python3.12/site-packages'

/**
 * Starts an interpreter from what was fetched: from the snapshot when there is one (0.2–0.9 s), else cold (1–3 s), and
 * then in a way that `takeSnapshot` works.
 */
export async function bootInterpreter(files: PythonFiles): Promise<Interpreter> {
  const { loadPyodide } = await loadScripts(files.folder)
  const loading = interceptLoading(files)
  // Pyodide reads its header as text, which shared memory may not be.
  const snapshot = files.snapshot?.slice()
  try {
    const py = await loadPyodide({
      indexURL: files.folder,
      packages: [],
      ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
    })
    for (const [path, source] of pythonSources) writeFile(py, `${sitePackages}/${path}`, source)
    if (!files.snapshot) {
      py.runPython('import importlib; importlib.invalidate_caches()')
      for (const statement of snapshotImports) py.runPython(statement)
      py.runPython('import _prange.interpreter.install')
    }
    const { memory, exports, countdown, stacks, setSignal } = loading.found()
    const { malloc, free } = exports
    return {
      py,
      memory,
      malloc,
      free,
      stacks,
      askForSignals(signal) {
        const askAfter = (count: number) => void (countdown.value = count)
        setSignal(() => signal(askAfter))
        askAfter(1)
        // Only its presence counts: the questions go to `signal`.
        py.setInterruptBuffer(new Uint8Array(1))
      },
    }
  } finally {
    loading.restore()
    // Pyodide keeps its options; as long as that those 24 MB would stay.
    snapshot?.buffer.transfer(0)
  }
}

/** Pyodide's scripts; worth calling while the other files are still on their way. */
export async function loadScripts(folder: string): Promise<{ loadPyodide: LoadPyodide }> {
  const [entry] = await Promise.all([
    import(/* @vite-ignore */ `${folder}pyodide.mjs`),
    // Pyodide imports it itself, and then has it.
    import(/* @vite-ignore */ `${folder}pyodide.asm.js`),
  ])
  return entry as { loadPyodide: LoadPyodide }
}

/** The memory of an interpreter that `bootInterpreter` started cold, before anything else touched it. */
export function takeSnapshot({ py }: Interpreter): Uint8Array {
  return (py as PyodideInterface & { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot()
}

/** CPython's question for signals on Emscripten, as the module imports it. */
const signalImport = '_Py_CheckEmscriptenSignals_Helper'

const madeFolders = new Set<string>()

/** Puts a file into the interpreter's file system, which keeps bytes as they are, uncopied. */
export function writeFile(py: PyodideInterface, path: string, content: string | Uint8Array): void {
  const folder = path.slice(0, path.lastIndexOf('/'))
  if (!madeFolders.has(folder)) {
    py.FS.mkdirTree(folder)
    madeFolders.add(folder)
  }
  py.FS.writeFile(path, content, { canOwn: true })
}

/**
 * Pyodide fetches and compiles its files itself. While it loads, hand it what is here already, and learn the memory it
 * gives its module (Pyodide imports `env.memory`; nothing of its interface names it).
 */
function interceptLoading(files: PythonFiles): { found(): Insides; restore(): void } {
  const { fetch } = globalThis
  const { instantiateStreaming } = WebAssembly
  let found: Insides | undefined
  const known: Record<string, Uint8Array> = {
    'python_stdlib.zip': files.stdlib,
    'pyodide-lock.json': files.lock,
    'pyodide.asm.wasm': new Uint8Array(0),
  }
  globalThis.fetch = (input, init) => {
    const name = (input instanceof Request ? input.url : String(input)).split('/').at(-1) ?? ''
    const bytes = known[name]
    return bytes ? Promise.resolve(new Response(bytes.slice())) : fetch(input, init)
  }
  WebAssembly.instantiateStreaming = async (_source, imports = {}) => {
    const { env } = imports
    if (!(env?.memory instanceof WebAssembly.Memory)) throw new Error('Pyodide no longer imports its memory')
    if (!(signalImport in env)) throw new Error('Pyodide no longer asks JavaScript for signals')
    // Pyodide's own function reads an array's element; a getter in its place took two microseconds a call.
    // While it starts nobody needs to be asked.
    const rarely = 4096
    let signal = () => {
      if (found) found.countdown.value = rarely
      return 0
    }
    env[signalImport] = () => signal()
    const stacks = new Stacks(env)
    const instance = await WebAssembly.instantiate(files.module, imports)
    found = {
      memory: env.memory,
      exports: instance.exports as unknown as Insides['exports'],
      countdown: instance.exports.signal_countdown as WebAssembly.Global<'i32'>,
      stacks,
      setSignal: (next) => (signal = next),
    }
    return { module: files.module, instance }
  }
  return {
    found() {
      if (!found) throw new Error('Pyodide no longer compiles its module by streaming')
      return found
    },
    restore() {
      globalThis.fetch = fetch
      WebAssembly.instantiateStreaming = instantiateStreaming
    },
  }
}
