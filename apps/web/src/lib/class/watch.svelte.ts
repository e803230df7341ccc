/** A class as it is right now: its rows, its state, and how the line to it stands. */
import { CLOSE_GONE, LiveMessageSchema, type BoardRow, type ClassInfo } from '@prange/api/contract'
import { untrack } from 'svelte'
import * as v from 'valibot'
import { ApiError, classInfo, connectLive, liveUrl, type LiveStatus } from '../api.ts'
import { applyMessage, EMPTY_BOARD, withMore, type BoardState } from './board.ts'
import { classes, remember } from './classes.svelte.ts'

/** Why there is no class to show. `down`: it may well exist, but the server does not answer. */
export type Absence = { kind: 'unknown' | 'down'; reason: string }

export interface Watch {
  readonly board: BoardState
  readonly status: LiveStatus
  readonly absence: Absence | undefined
  /** Takes over what the server said about the class before the line brings it. */
  tell(info: ClassInfo): void
  /** Adds rows that the line does not bring: a member's lesser runs. */
  add(rows: readonly BoardRow[]): void
  retryNow(): void
  close(): void
}

/**
 * Opens the line to a class and keeps it open until `close`. Opening reads what it then changes, so an effect that opens
 * it must not depend on that.
 */
export const watchClass = (code: string): Watch => untrack(() => open(code))

function open(code: string): Watch {
  let board = $state.raw<BoardState>(EMPTY_BOARD)
  let status = $state.raw<LiveStatus>({ phase: 'connecting', attempt: 0 })
  let absence = $state.raw<Absence>()
  const openedAt = Date.now()

  let live: ReturnType<typeof connectLive> | undefined
  let ended = false
  // Asked first: a browser does not tell why a connection was refused, and a refused one is an error in its console.
  void look().then((there) => {
    if (there && !ended) live = connect()
  })

  const connect = () =>
    connectLive({
      url: () => liveUrl(code, board.seq),
      goneCode: CLOSE_GONE,
      stillThere: look,
      onMessage: (message) => {
        const parsed = v.safeParse(LiveMessageSchema, message)
        // A message of a newer server: the next one we know, or a reload, sets things right.
        if (!parsed.success) return
        board = applyMessage(board, parsed.output)
        absence = undefined
        learn()
      },
      onStatus: (next) => {
        status = next
        if (next.phase === 'closed' && !ended) absence ??= gone()
      },
    })

  /** Asks for the class itself; false when there is none, so that the line need not be tried again. */
  async function look(): Promise<boolean> {
    try {
      board = { ...board, info: await classInfo(code) }
      absence = undefined
      learn()
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const missing = error.status === 404 || error.status === 410
      if (missing) absence = board.info ? gone() : { kind: 'unknown', reason: error.message }
      else if (!board.info) absence = { kind: 'down', reason: error.message }
      return !missing
    }
  }

  /** The device remembers its own classes only: what they are called, and which was seen last. */
  function learn() {
    const { title } = board.info ?? {}
    const known = classes.get(code)
    if (!known || title === undefined) return
    if (known.title !== title || known.seenAt < openedAt) remember(code, { title, seenAt: openedAt })
  }

  return {
    get board() {
      return board
    },
    get status() {
      return status
    },
    get absence() {
      return absence
    },
    tell: (info) => (board = { ...board, info }),
    add: (rows) => (board = withMore(board, rows)),
    retryNow: () => live?.retryNow(),
    close: () => {
      ended = true
      live?.close()
    },
  }
}

const gone = (): Absence => ({ kind: 'unknown', reason: 'This class has been deleted, and all its runs with it.' })
