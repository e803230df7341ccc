const block = 512
const text = new TextDecoder()

/** The regular files of a ustar archive whose names fit 100 bytes, as `scripts/python-assets.mjs` writes it. */
export function* tarFiles(tar: Uint8Array): Generator<{ name: string; bytes: Uint8Array }> {
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const byteLength = parseInt(field(tar, at + 124, 12), 8)
    yield { name: field(tar, at, 100), bytes: tar.subarray(at + block, at + block + byteLength) }
    at += block + Math.ceil(byteLength / block) * block
  }
}

/** Text up to the first NUL; copied first because TextDecoder refuses shared memory. */
function field(tar: Uint8Array, start: number, length: number): string {
  const bytes = tar.slice(start, start + length)
  const end = bytes.indexOf(0)
  return text.decode(end < 0 ? bytes : bytes.subarray(0, end))
}
