/**
 * Reads newline-delimited JSON as it arrives: one value per line, however the network cuts the bytes. Leaving the loop
 * early cancels the stream. Throws SyntaxError on a line that is not JSON.
 */
export async function* readNdjson(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = rest.split('\n')
      rest = done ? '' : (lines.pop() ?? '')
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line)
      if (done) return
    }
  } finally {
    // A loop left early must not leave the server working; on a finished stream this does nothing.
    await reader.cancel().catch(() => undefined)
  }
}
