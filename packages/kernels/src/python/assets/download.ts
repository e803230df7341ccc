import type { BootStage } from '../events.ts'
import { shareable, type PythonFiles } from '../protocol.ts'

interface Manifest {
  version: string
  byteLengths: Record<string, number>
}

/** Without figures: as many bytes as before. */
export type Report = (stage: BootStage, loadedBytes?: number, totalBytes?: number) => void

export interface Downloaded {
  version: string
  files: PythonFiles
}

/**
 * Fetches what an interpreter starts from, counting bytes as they arrive (of the files as stored, not as sent).
 * `onVersion` is told first which files these will be.
 * @throws Error with a sentence for the user when a file cannot be had.
 */
export async function downloadFiles(
  assets: string,
  report: Report,
  onVersion: (version: string, folder: string) => void,
): Promise<Downloaded> {
  const base = new URL(assets, globalThis.location.href)
  // The folder is cached for ever; the manifest that names it must not be.
  const manifest = (await (await get(new URL('manifest.json', base), { cache: 'no-cache' })).json()) as Manifest
  const folder = new URL(`${manifest.version}/`, base).href
  onVersion(manifest.version, folder)

  const names = ['pyodide.asm.wasm', 'python_stdlib.zip', 'numpy.tgz', 'pyodide-lock.json']
  const totalBytes = names.reduce((total, name) => total + (manifest.byteLengths[name] ?? 0), 0)
  let loadedBytes = 0
  const count = (byteLength: number) => report('download', (loadedBytes += byteLength), totalBytes)
  count(0)
  const bytes = async (name: string) => {
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        count(chunk.byteLength)
        controller.enqueue(chunk)
      },
    })
    const { body } = await get(new URL(name, folder))
    return shareable(new Uint8Array(await new Response(body?.pipeThrough(counted)).arrayBuffer()))
  }

  const [module, stdlib, numpy, lock] = await Promise.all([
    compile(new URL('pyodide.asm.wasm', folder), count),
    bytes('python_stdlib.zip'),
    bytes('numpy.tgz'),
    bytes('pyodide-lock.json'),
  ])
  return { version: manifest.version, files: { folder, module, stdlib, numpy, lock } }
}

/**
 * Compiles a module as it arrives. The browser keeps the machine code of a module whose response it is given as it came
 * (and takes it from there the next time), so the bytes are counted on a copy.
 */
async function compile(url: URL, count: (byteLength: number) => void): Promise<WebAssembly.Module> {
  const response = await get(url)
  const counting = response
    .clone()
    .body?.pipeTo(new WritableStream({ write: (chunk: Uint8Array) => count(chunk.length) }))
  const [module] = await Promise.all([WebAssembly.compileStreaming(response), counting])
  return module
}

async function get(url: URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Error(`Python could not be downloaded (${String(error)}). Check the connection and try again.`)
  })
  if (!response.ok) throw new Error(`Python could not be downloaded: ${url.pathname} answered ${response.status}.`)
  return response
}
