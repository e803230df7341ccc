import type { BootStage } from '../events.ts'
import { shareable, type PythonFiles } from '../protocol.ts'

interface Manifest {
  version: string
  byteLengths: Record<string, number>
}

export type Report = (stage: BootStage, loadedBytes: number, totalBytes: number) => void

/**
 * Fetches what an interpreter starts from, counting bytes as they arrive (of the files as stored, not as sent).
 * @throws Error with a sentence for the user when a file cannot be had.
 */
export async function downloadFiles(assets: string, report: Report): Promise<{ version: string; files: PythonFiles }> {
  const base = new URL(assets, globalThis.location.href)
  // The folder is cached for ever; the manifest that names it must not be.
  const manifest = (await (await get(new URL('manifest.json', base), { cache: 'no-cache' })).json()) as Manifest
  const folder = new URL(`${manifest.version}/`, base).href

  const names = ['pyodide.asm.wasm', 'python_stdlib.zip', 'numpy.tgz', 'pyodide-lock.json']
  const totalBytes = names.reduce((total, name) => total + (manifest.byteLengths[name] ?? 0), 0)
  let loadedBytes = 0
  report('download', 0, totalBytes)
  const counted = async (name: string): Promise<Response> => {
    const response = await get(new URL(name, folder))
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        loadedBytes += chunk.byteLength
        report('download', loadedBytes, totalBytes)
        controller.enqueue(chunk)
      },
    })
    return new Response(response.body?.pipeThrough(count), { headers: { 'content-type': 'application/wasm' } })
  }
  const bytes = async (response: Response) => shareable(new Uint8Array(await response.arrayBuffer()))
  const unpacked = async (response: Response) =>
    bytes(new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))))

  const [module, stdlib, numpy, lock] = await Promise.all([
    counted('pyodide.asm.wasm').then((response) => WebAssembly.compileStreaming(response)),
    counted('python_stdlib.zip').then(bytes),
    counted('numpy.tgz').then(unpacked),
    counted('pyodide-lock.json').then(bytes),
  ])
  return { version: manifest.version, files: { folder, module, stdlib, numpy, lock } }
}

async function get(url: URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Error(`Python could not be downloaded (${String(error)}). Check the connection and reload the page.`)
  })
  if (!response.ok) throw new Error(`Python could not be downloaded: ${url.pathname} answered ${response.status}.`)
  return response
}
