/** Code in a link's fragment: compressed, so that a page of Python fits, and never sent to a server. */

const prefix = '#code='

/** What a link may unpack to: no program is so long, and a few bytes of DEFLATE can unpack to gigabytes. */
const longestCode = 1_000_000

/** Longer links are cut by browsers and by the programs people send them with. */
const longestFragment = 30_000

/** What a link carries, or a sentence on why that cannot be had. */
export type Linked = { code: string } | { problem: string }

/**
 * The link's fragment that carries a program: `#code=` and base64url of its raw DEFLATE stream (RFC 1951); undefined when
 * that is too long for a link.
 */
export async function fragmentOf(code: string): Promise<string | undefined> {
  const stream = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const fragment = prefix + toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()))
  return fragment.length > longestFragment ? undefined : fragment
}

/**
 * The program in a fragment; undefined where there is none. A fragment written by hand, as percent-encoded text, is
 * understood too.
 */
export async function codeOf(fragment: string): Promise<Linked | undefined> {
  if (!fragment.startsWith(prefix)) return undefined
  const text = fragment.slice(prefix.length)
  try {
    return await unpacked(fromBase64Url(text))
  } catch {
    // Not ours, so it is plain text; but no program is one long word of the letters our links are made of.
    if (/^[\w-]+$/.test(text)) return { problem: 'The link is broken: a part of it is missing or was changed.' }
    return { code: decodeLeniently(text) }
  }
}

/** Throws TypeError for what is no whole stream of UTF-8. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Linked> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let code = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { code: code + decoder.decode() }
    code += decoder.decode(value, { stream: true })
    if (code.length > longestCode) {
      void reader.cancel()
      return { problem: 'The program in the link is longer than a million characters.' }
    }
  }
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
