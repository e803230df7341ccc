/** Code in a link's fragment: compressed, so that a page of Python fits, and never sent to a server. */

const prefix = '#code='

/** The link's fragment that carries a program: `#code=` and base64url of its raw DEFLATE stream (RFC 1951). */
export async function fragmentOf(code: string): Promise<string> {
  const packed = await through(new TextEncoder().encode(code), new CompressionStream('deflate-raw'))
  return prefix + toBase64Url(packed)
}

/**
 * The program in a fragment; undefined where there is none. A fragment written by hand, as percent-encoded text, is
 * understood too.
 */
export async function codeOf(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(prefix)) return undefined
  const text = fragment.slice(prefix.length)
  try {
    const bytes = await through(fromBase64Url(text), new DecompressionStream('deflate-raw'))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not ours, so it can only be plain text; a broken percent sign is shown as it stands.
    return decodeLeniently(text)
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform)
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
