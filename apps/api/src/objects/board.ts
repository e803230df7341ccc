import { placeRow, type BoardRow, type ClassInfo, type LiveMessage, type NeededRows } from '../contract/index.ts'
import type { Store } from './store.ts'

/** A client further behind than this takes a whole snapshot instead. */
const MOST_ROWS_BEHIND = 2000
const MOST_PARTS = 8

/**
 * The rows a board can need, held in memory while the object is awake: read once, then each run takes its place among
 * them, so that they never are more than a few a member. Whatever else changes (a removal, a verdict, a name) forgets
 * them, and they are read again.
 */
export class Board {
  readonly #store: Store
  #needed: NeededRows | undefined
  #told: { seq: number; parts: Map<number | undefined, string> } | undefined

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
    this.#told = undefined
    if (this.#needed) placeRow(this.#needed, row)
  }

  forget() {
    this.#needed = undefined
    this.#told = undefined
  }

  snapshot(info: ClassInfo, seq: number): LiveMessage {
    return { type: 'snapshot', class: info, seq, complete: true, rows: this.#all() }
  }

  /**
   * The first message of a new line: everything, or what came after `since` where that is enough. After a restart a
   * whole class arrives at once, mostly from one moment: the rows are read and made text once for all who come between
   * two changes. What the class itself is can change without them.
   */
  greeting(info: ClassInfo, seq: number, since: number | undefined, removedRev: number): string {
    const from = since !== undefined && since >= removedRev && since <= seq ? since : undefined
    if (this.#told?.seq !== seq) this.#told = { seq, parts: new Map() }
    const { parts } = this.#told
    const part = parts.get(from) ?? this.#part(from)
    // Lines that come from many different moments share little: a few texts are kept, not one for each.
    if (parts.size < MOST_PARTS) parts.set(from, part)
    return `{"type":"snapshot","class":${JSON.stringify(info)},"seq":${seq},${part}}`
  }

  #part(from: number | undefined): string {
    const news = from === undefined ? undefined : this.#store.rowsSince(from, MOST_ROWS_BEHIND + 1)
    const complete = news === undefined || news.length > MOST_ROWS_BEHIND
    return `"complete":${complete},"rows":${JSON.stringify(complete ? this.#all() : news)}`
  }

  #all(): BoardRow[] {
    if (this.#needed === undefined) {
      this.#needed = new Map()
      for (const row of this.#store.bestRows()) placeRow(this.#needed, row)
    }
    return [...this.#needed.values()].flat()
  }
}
