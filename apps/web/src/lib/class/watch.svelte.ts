/** A class as it is right now: its rows, its state, and how the line to it stands. */
import { CLOSE_GONE, LiveMessageSchema, type BoardRow, type ClassInfo } from '@prange/api/contract'
import { untrack } from 'svelte'
import * as v from 'valibot'
import { ApiError, boardRows, classInfo, connectLive, liveUrl, type LiveStatus } from '../api.ts'
import { applyMessage, asAsked, EMPTY_BOARD, onlyNeeded, withMore, type BoardState, type View } from './board.ts'
import { classes, remember } from './classes.svelte.ts'

/** Why there is no class to show. `down`: it may well exist, but the server does not answer. */
export type Absence = { kind: 'unknown' | 'down'; reason: string }

type Looked = Pick<View, 'sort' | 'runs'> & { exercise: View['exercise'] | undefined }

export interface Watch {
  readonly board: BoardState
  readonly status: LiveStatus
  /** Whether the board is asked for now and then, because no line can be had. */
  readonly asking: boolean
  readonly absence: Absence | undefined
  /** Takes over what the server said about the class before the line brings it. */
  tell(info: ClassInfo): void
  /** Says what is looked at: without a line, it is asked for in this order, too; only `all` keeps every run. */
  look(at: Looked): void
  /** Adds rows that the line does not bring: a member's lesser runs. */
  add(rows: readonly BoardRow[]): void
  retryNow(): void
  close(): void
}

/** How often the board is asked for where there is no line: some networks let no WebSocket through. */
export const ASK_EVERY_MS = 15_000
/** One failure is a restart of the server or a change of networks; a line that has not come by then is not awaited. */
const ASK_AFTER = { attempts: 2, ms: 6000 }

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

  let asking = $state(false)
  let looked: Looked = { exercise: undefined, sort: 'speedup', runs: 'best' }
  let rowsNeeded = 0
  let live: ReturnType<typeof connectLive> | undefined
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  // Asked first: a browser does not tell why a connection was refused, and a refused one is an error in its console.
  void find().then((there) => {
    if (!there || ended) return
    live = connect()
    timer = setTimeout(ask, ASK_AFTER.ms)
  })

  const connect = () =>
    connectLive({
      url: () => liveUrl(code, board.seq),
      goneCode: CLOSE_GONE,
      stillThere: find,
      onMessage: (message) => {
        const parsed = v.safeParse(LiveMessageSchema, message)
        // A message of a newer server: the next one we know, or a reload, sets things right.
        if (!parsed.success) return
        stopAsking()
        board = applyMessage(board, parsed.output)
        if (looked.runs === 'best' && board.rows.size > 2 * rowsNeeded + 100) {
          board = onlyNeeded(board)
          rowsNeeded = board.rows.size
        }
        absence = undefined
        learn()
      },
      onStatus: (next) => {
        status = next
        if (next.phase === 'waiting' && next.attempt >= ASK_AFTER.attempts && !asking) void ask()
        if (next.phase === 'closed' && !ended) absence ??= gone()
      },
    })

  /** Asks for the class itself; false when there is none, so that the line need not be tried again. */
  async function find(): Promise<boolean> {
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

  /** Asks for the whole board, again and again until the line brings it. */
  async function ask() {
    clearTimeout(timer)
    asking = true
    try {
      const info = await classInfo(code)
      const rows: BoardRow[] = []
      for (const exercise of info.exercises) {
        // A member's best by one figure may not be their best by another.
        const sorts = new Set(['speedup' as const, ...(exercise === looked.exercise ? [looked.sort] : [])])
        for (const sort of sorts) for await (const page of boardRows(code, { exercise, sort })) rows.push(...page)
      }
      // The line may have come meanwhile, with what is newer.
      if (asking) board = asAsked(board, info, rows)
    } catch (error) {
      // The next time may find the server; that the class is gone is for the line to find out.
      if (!(error instanceof ApiError)) throw error
    }
    clearTimeout(timer)
    if (asking && !ended) timer = setTimeout(ask, ASK_EVERY_MS)
  }

  function stopAsking() {
    asking = false
    clearTimeout(timer)
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
    get asking() {
      return asking
    },
    get absence() {
      return absence
    },
    tell: (info) => (board = { ...board, info }),
    look(at) {
      const another = at.exercise !== looked.exercise || at.sort !== looked.sort
      looked = at
      if (another && asking) void ask()
    },
    add: (rows) => (board = withMore(board, rows)),
    retryNow: () => live?.retryNow(),
    close: () => {
      ended = true
      stopAsking()
      live?.close()
    },
  }
}

const gone = (): Absence => ({ kind: 'unknown', reason: 'This class has been deleted, and all its runs with it.' })
