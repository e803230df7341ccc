import type { BoardRow, ClassInfo, LiveMessage } from '../contract/index.ts'
import type { Store } from './store.ts'

/** A client further behind than this takes a whole snapshot instead. */
const MOST_ROWS_BEHIND = 2000

/**
 * The rows a board can need, held in memory while the object is awake: read once, then added to with each run. Whatever
 * else changes (a removal, a verdict, a name) forgets them, and they are read again.
 */
export class Board {
  readonly #store: Store
  #rows: BoardRow[] | undefined
  #greeting: { rev: number; text: string } | undefined
  #sizeWhenRead = 0

  constructor(store: Store) {
    this.#store = store
  }

  rows(exercise: BoardRow['exercise']): BoardRow[] {
    return this.#all().filter((row) => row.exercise === exercise)
  }

  rowsOf(memberId: string): BoardRow[] {
    return this.#all().filter((row) => row.memberId === memberId)
  }

  /** Takes in a row that has just been stored; rows that are not in memory will be read with it among them. */
  add(row: BoardRow) {
    this.#rows?.push(row)
    // Most added rows are soon beaten; reading anew keeps only those a board can need.
    if ((this.#rows?.length ?? 0) > 2 * this.#sizeWhenRead + 1000) this.forget()
  }

  forget() {
    this.#rows = undefined
    this.#greeting = undefined
  }

  snapshot(info: ClassInfo, seq: number): LiveMessage {
    return { type: 'snapshot', class: info, seq, complete: true, rows: this.#all() }
  }

  /** The first message of a new line: everything, or what came after `since` where that is enough. */
  greeting(info: ClassInfo, seq: number, since: number | undefined, removedRev: number): string {
    if (since !== undefined && since >= removedRev && since <= seq) {
      const rows = this.#store.rowsSince(since, MOST_ROWS_BEHIND + 1)
      if (rows.length <= MOST_ROWS_BEHIND) {
        const news: LiveMessage = { type: 'snapshot', class: info, seq, complete: false, rows }
        return JSON.stringify(news)
      }
    }
    // Many arrive at once after a restart: the text is made once for all who come between two changes.
    if (this.#greeting?.rev !== seq) {
      this.#greeting = { rev: seq, text: JSON.stringify(this.snapshot(info, seq)) }
    }
    return this.#greeting.text
  }

  #all(): BoardRow[] {
    if (this.#rows === undefined) {
      this.#rows = this.#store.bestRows()
      this.#sizeWhenRead = this.#rows.length
    }
    return this.#rows
  }
}
