/**
 * The live line of a class: hibernating WebSockets. News is gathered for a moment and sent to all at once, one text for
 * all sockets: with 300 members submitting, single messages would be 300 times as many.
 */
import { CLOSE_GONE, type BoardRow, type LiveMessage } from '../contract/index.ts'

/**
 * Between two messages at least: far under the second in which a row must be on every board. After a quiet while news
 * waits only for what comes in the same moment.
 */
const GATHER_MS = { atMost: 300, atLeast: 30 }
const MOST_SOCKETS = 3000
/** A client has nothing to say but `ping`. */
const MOST_MESSAGE_CHARS = 1024

export class Live {
  readonly #ctx: DurableObjectState
  #rows = new Map<string, BoardRow>()
  #memberCount: number | undefined
  #seq = 0
  #sentAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    // Answered by the platform while the object sleeps.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  get isFull(): boolean {
    return this.#ctx.getWebSockets().length >= MOST_SOCKETS
  }

  /** Takes a socket in and greets it with a snapshot. */
  accept(snapshot: string): Response {
    const { 0: client, 1: server } = new WebSocketPair()
    this.#ctx.acceptWebSocket(server)
    server.send(snapshot)
    return new Response(null, { status: 101, webSocket: client })
  }

  /** What a client says is ignored, whatever it is; an endless message ends the line. */
  heard(socket: WebSocket, message: string | ArrayBuffer) {
    const size = typeof message === 'string' ? message.length : message.byteLength
    if (size > MOST_MESSAGE_CHARS) socket.close(1009, 'Only short messages here.')
  }

  /** Sends rows with the next batch; a row told twice is sent once, as it is last. */
  tellRows(rows: readonly BoardRow[], seq: number) {
    for (const row of rows) this.#rows.set(row.runId, row)
    this.#seq = Math.max(this.#seq, seq)
    this.#soon()
  }

  tellMembers(memberCount: number) {
    this.#memberCount = memberCount
    this.#soon()
  }

  /** Sends at once, after what was gathered before it. */
  tellNow(message: LiveMessage) {
    this.#flush()
    this.#send(message)
  }

  /** Ends all lines: the class is gone. */
  close() {
    if (this.#timer !== undefined) clearTimeout(this.#timer)
    for (const socket of this.#ctx.getWebSockets()) socket.close(CLOSE_GONE, 'This class has been deleted.')
  }

  #soon() {
    const rest = this.#sentAt + GATHER_MS.atMost - Date.now()
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(GATHER_MS.atLeast, rest))
  }

  #flush() {
    if (this.#timer !== undefined) clearTimeout(this.#timer)
    this.#timer = undefined
    this.#sentAt = Date.now()
    if (this.#memberCount !== undefined) this.#send({ type: 'members', memberCount: this.#memberCount })
    this.#memberCount = undefined
    if (this.#rows.size > 0) this.#send({ type: 'run', seq: this.#seq, rows: [...this.#rows.values()] })
    this.#rows.clear()
  }

  #send(message: LiveMessage) {
    const text = JSON.stringify(message)
    for (const socket of this.#ctx.getWebSockets()) {
      try {
        socket.send(text)
      } catch {
        // Closed in this very moment; its client reconnects and catches up from a snapshot.
      }
    }
  }
}
