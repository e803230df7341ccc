/** A class as it is right now: its rows, its state, and how the line to it stands. */
import { CLOSE_GONE, LiveMessageSchema, type BoardRow, type ClassInfo } from '@prange/api/contract'
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

/** Opens the line to a class and keeps it open until `close`. */
export function watchClass(code: string): Watch {
  let board = $state.raw<BoardState>(EMPTY_BOARD)
  let status = $state.raw<LiveStatus>({ phase: 'connecting', attempt: 0 })
  let absence = $state.raw<Absence>()

  const live = connectLive({
    url: () => liveUrl(code, board.seq),
    goneCode: CLOSE_GONE,
    stillThere: () => look(code),
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
      if (next.phase === 'closed') absence ??= gone()
    },
  })
  void look(code)

  /** Asks for the class itself; false when there is none, so that the line need not be tried again. */
  async function look(of: string): Promise<boolean> {
    try {
      board = { ...board, info: await classInfo(of) }
      absence = undefined
      learn()
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const missing = error.status === 404 || error.status === 410
      if (missing) absence = board.info ? gone() : { kind: 'unknown', reason: error.message }
      else if (!board.info) absence = { kind: 'down', reason: error.message }
      if (missing) live.close()
      return !missing
    }
  }

  /** The device remembers titles of its own classes only. */
  function learn() {
    const title = board.info?.title
    const known = classes.get(code)
    if (known && title !== undefined && known.title !== title) remember(code, { title })
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
    retryNow: () => (status.phase === 'closed' ? undefined : live.retryNow()),
    close: live.close,
  }
}

const gone = (): Absence => ({ kind: 'unknown', reason: 'This class has been deleted, and all its runs with it.' })
