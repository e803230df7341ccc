/** Shared runs in D1: every statement of the table `runs`. */
import type { Run } from '@prange/kernels/words'
import type { Exercise } from '@prange/kernels/words'
import type { Reason, RungFigures, SharedRun } from '../contract/index.ts'
import { figuresOf } from '../domain/figures.ts'

interface NewShared {
  id: string
  run: Run
  figures: RungFigures[]
  reasons: Reason[]
  /** Added to the reasons when the ticket has served another shared run. */
  replayed: Reason
  ticketId: string | null
  createdAt: number
  speedup: number | null
  code: string | null
  deleteHash: string
}

/** Writes a shared run in one statement, so that two runs with one ticket cannot both find it unused. */
export async function insertShared(db: D1Database, shared: NewShared): Promise<void> {
  const { id, run, reasons, replayed, ticketId, createdAt, speedup, code, deleteHash } = shared
  const used = 'EXISTS (SELECT 1 FROM runs WHERE ticket_id = ?1)'
  await db
    .prepare(
      `INSERT INTO runs (ticket_id, id, created_at, exercise, cores, browser, speedup, believed, reasons, run, code,
         delete_hash)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, CASE WHEN ${used} THEN 0 ELSE ?8 END,
         CASE WHEN ${used} THEN ?9 ELSE ?10 END, ?11, ?12, ?13`,
    )
    .bind(
      ...[ticketId, id, createdAt, run.exercise, run.device.cores, run.device.browser, speedup],
      ...[Number(isBelieved(reasons)), JSON.stringify([...reasons, replayed]), JSON.stringify(reasons)],
      ...[JSON.stringify(run), code, deleteHash],
    )
    .run()
}

/** For the world's figures a run without a ticket is as good as any: nothing is won there. */
const isBelieved = (reasons: readonly Reason[]) => reasons.every(({ flag }) => flag === 'unverified')

export async function findShared(db: D1Database, id: string): Promise<SharedRun | undefined> {
  const found = await db
    .prepare('SELECT id, created_at, reasons, run, code FROM runs WHERE id = ?')
    .bind(id)
    .first<{ id: string; created_at: number; reasons: string; run: string; code: string | null }>()
  if (!found) return undefined
  const run = JSON.parse(found.run) as Run
  const reasons = JSON.parse(found.reasons) as Reason[]
  return {
    ...run,
    ticket: null,
    id: found.id,
    createdAt: found.created_at,
    flags: reasons.map(({ flag }) => flag),
    reasons,
    figures: figuresOf(run.exercise, run.rungs),
    code: found.code,
  }
}

export async function deleteHashOf(db: D1Database, id: string): Promise<string | undefined> {
  const found = await db.prepare('SELECT delete_hash FROM runs WHERE id = ?').bind(id).first<{ delete_hash: string }>()
  return found?.delete_hash
}

export async function deleteShared(db: D1Database, id: string): Promise<void> {
  await db.prepare('DELETE FROM runs WHERE id = ?').bind(id).run()
}

export interface WorldEntry {
  cores: number
  browser: SharedRun['device']['browser']
  speedup: number
}

/** The latest believed runs of an exercise: enough for percentiles, and a bounded read. */
export async function worldEntries(db: D1Database, exercise: Exercise): Promise<WorldEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT cores, browser, speedup FROM runs
       WHERE exercise = ? AND believed = 1 AND speedup IS NOT NULL ORDER BY created_at DESC LIMIT 20000`,
    )
    .bind(exercise)
    .all<WorldEntry>()
  return results
}
