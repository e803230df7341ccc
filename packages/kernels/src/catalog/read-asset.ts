/** Files that lie beside the code: fetched in a browser, where they are assets of their own, and read in Node. */
import { nodeModule } from '../pool/index.ts'

interface NodeFiles {
  readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>
}

export async function readBytes(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const files = nodeModule<NodeFiles>('node:fs/promises')
  if (files && url.protocol === 'file:') return files.readFile(url)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url.pathname} could not be loaded (status ${response.status}). Reload the page.`)
  return new Uint8Array(await response.arrayBuffer())
}

export const readText = async (url: URL): Promise<string> => new TextDecoder().decode(await readBytes(url))
