/**
 * Keeps a list readable while it reorders itself: rows glide from where they were (FLIP), a new or better row flashes
 * once, and what somebody has scrolled to stays under their eyes. Rows carry `data-key` (who) and `data-seq` (the run's
 * number in the class).
 */

interface Place {
  /** Within the box, independent of scrolling. */
  offset: number
  /** On the screen. */
  top: number
}

const GLIDE = { duration: 380, easing: 'cubic-bezier(0.2, 0, 0, 1)' }
const FLASH_MS = 1600

export function createSteady(box: HTMLElement) {
  let before = new Map<string, Place>()
  /** Number of the latest run shown; the first list of all is no news. */
  let latest: number | undefined
  let settledAt = -Infinity

  /** Call before the list changes. */
  function measure() {
    before = placesOf(rowsInView(box))
  }

  /** Call after it has changed. */
  function settle() {
    const rows = rowsOf(box)
    if (box.scrollTop > 0) box.scrollTop += shiftOf(before, rows)
    const seen = rowsInView(box)
    // All is measured before the first row moves: else each would be laid out anew for the next.
    const moves = isCalm() ? [] : seen.map((row) => ({ row, by: movedBy(row) }))
    const news = seen.filter((row) => latest !== undefined && seqOf(row) > latest)
    for (const { row, by } of moves) {
      if (Math.abs(by) > 1) row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], GLIDE)
    }
    for (const row of news) flash(row)
    latest = Math.max(latest ?? 0, ...rows.map(seqOf))
  }

  const movedBy = (row: HTMLElement) => {
    const from = before.get(row.dataset.key ?? '')
    return from ? from.top - row.getBoundingClientRect().top : 0
  }

  /** No gliding for who wants less of it, nor while the last has not ended: nobody follows rows that never rest. */
  function isCalm() {
    const now = performance.now()
    const busy = now - settledAt < GLIDE.duration
    settledAt = now
    return busy || matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  return { measure, settle }
}

/** How far what was in view has moved: the median, so that the one row that overtook does not take the page along. */
export function shiftOf(before: ReadonlyMap<string, Place>, rows: readonly HTMLElement[]): number {
  const shifts = rows.flatMap((row) => {
    const from = before.get(row.dataset.key ?? '')
    return from ? [row.offsetTop - from.offset] : []
  })
  shifts.sort((a, b) => a - b)
  return shifts[Math.floor((shifts.length - 1) / 2)] ?? 0
}

const rowsOf = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('[data-key]')]

function rowsInView(box: HTMLElement) {
  const { top, bottom } = box.getBoundingClientRect()
  return rowsOf(box).filter((row) => {
    const place = row.getBoundingClientRect()
    return place.bottom > top && place.top < Math.min(bottom, innerHeight)
  })
}

const seqOf = (row: HTMLElement) => Number(row.dataset.seq)

const placesOf = (rows: readonly HTMLElement[]) =>
  new Map(
    rows.map((row): [string, Place] => [
      row.dataset.key ?? '',
      { offset: row.offsetTop, top: row.getBoundingClientRect().top },
    ]),
  )

/** A colour only: nothing moves, so it is shown to those who want less motion, too. */
function flash(row: HTMLElement) {
  row.animate([{ backgroundColor: 'var(--good-soft)' }, { backgroundColor: 'var(--good-soft)', offset: 0.6 }, {}], {
    duration: FLASH_MS,
  })
}
