/** Every SQL statement of a class. Takes and returns plain values; decides nothing. */
import type { Run } from '@prange/kernels/words'
import type { BoardRow, ClassInfo, Reason, RunFlag } from '../contract/index.ts'
import { isRanked, shownFlags, type RowFigures, type Verdict } from '../domain/board.ts'
import { expiryOf } from '../domain/expiry.ts'

export type ClassRecord = {
  code: string
  title: string
  state: ClassInfo['state']
  host_hash: string
  created_at: number
  last_run_at: number
  rev: number
  reveal_names: number
  allow_unverified: number
  extended_to: number
  removed_rev: number
}

export type MemberRecord = {
  id: string
  number: number
  name: string
  key_hash: string
  spins_left: number
  joined_at: number
  removed_at: number | null
}

type RunRecord = {
  seq: number
  id: string
  member_id: string
  name: string
  exercise: BoardRow['exercise']
  at: number
  ranked: number
  flags: string
  verdict: Verdict
  figures: string
}

export interface NewRun {
  id: string
  memberId: string
  idempotency: string
  bodyHash: string
  at: number
  rev: number
  run: Run
  row: RowFigures
  reasons: Reason[]
  ranked: boolean
}

export type Store = ReturnType<typeof openStore>

export function openStore(sql: SqlStorage) {
  const readClass = () => sql.exec<ClassRecord>('SELECT * FROM class').one()
  const changes = () => sql.exec<{ n: number }>('SELECT changes() AS n').one().n
  // While the host hides names, they do not leave this query.
  const rowColumns = `runs.seq, runs.id, member_id, exercise, at, ranked, flags, verdict, figures,
    CASE reveal_names WHEN 1 THEN name ELSE 'member ' || number END AS name
    FROM runs JOIN members ON members.id = member_id JOIN class`

  return {
    readClass,

    insertClass(code: string, title: string, hostHash: string, now: number) {
      const values = [code, title, 'open', hostHash, now, now]
      sql.exec(
        'INSERT INTO class (code, title, state, host_hash, created_at, last_run_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...values,
      )
    },

    updateClass(change: Partial<Omit<ClassRecord, 'code'>>) {
      for (const [column, value] of Object.entries(change)) sql.exec(`UPDATE class SET ${column} = ?`, value)
    },

    /** Counts a change of the board, and returns its number. */
    nextRev(): number {
      return sql.exec<{ rev: number }>('UPDATE class SET rev = rev + 1 RETURNING rev').one().rev
    },

    info(): ClassInfo {
      const record = readClass()
      const { memberCount, runCount } = sql
        .exec<{ memberCount: number; runCount: number }>(
          `SELECT (SELECT COUNT(*) FROM members WHERE removed_at IS NULL) AS memberCount,
                  (SELECT COUNT(*) FROM runs WHERE removed_at IS NULL) AS runCount`,
        )
        .one()
      const exercises = sql
        .exec<{ exercise: BoardRow['exercise'] }>(
          'SELECT exercise FROM runs WHERE removed_at IS NULL GROUP BY exercise ORDER BY MAX(seq) DESC',
        )
        .toArray()
      return {
        code: record.code,
        title: record.title,
        state: record.state,
        memberCount,
        runCount,
        createdAt: record.created_at,
        expiresAt: expiryOf(record.last_run_at, record.extended_to),
        revealNames: record.reveal_names === 1,
        allowUnverified: record.allow_unverified === 1,
        exercises: exercises.map(({ exercise }) => exercise),
      }
    },

    countMembers: () => sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM members WHERE removed_at IS NULL').one().n,
    nextNumber: () => sql.exec<{ n: number }>('SELECT COALESCE(MAX(number), 0) + 1 AS n FROM members').one().n,
    names: () =>
      new Set(
        sql
          .exec<{ name: string }>('SELECT name FROM members')
          .toArray()
          .map(({ name }) => name),
      ),
    members: () =>
      sql
        .exec<MemberRecord & { runs: number }>(
          `SELECT members.*, COUNT(runs.seq) AS runs FROM members
           LEFT JOIN runs ON member_id = members.id AND runs.removed_at IS NULL
           WHERE members.removed_at IS NULL GROUP BY members.id ORDER BY number`,
        )
        .toArray(),
    memberByKey: (hash: string): MemberRecord | undefined =>
      sql.exec<MemberRecord>('SELECT * FROM members WHERE key_hash = ? AND removed_at IS NULL', hash).toArray()[0],
    memberById: (id: string): MemberRecord | undefined =>
      sql.exec<MemberRecord>('SELECT * FROM members WHERE id = ?', id).toArray()[0],

    insertMember({ id, number, name, key_hash, spins_left, joined_at }: Omit<MemberRecord, 'removed_at'>) {
      sql.exec(
        'INSERT INTO members (id, number, name, key_hash, spins_left, joined_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...[id, number, name, key_hash, spins_left, joined_at],
      )
    },

    renameMember(id: string, name: string, spinsLeft: number) {
      sql.exec('UPDATE members SET name = ?, spins_left = ? WHERE id = ?', name, spinsLeft, id)
    },

    runIdsOf: (memberId: string) =>
      sql
        .exec<{ id: string }>('SELECT id FROM runs WHERE member_id = ? AND removed_at IS NULL', memberId)
        .toArray()
        .map(({ id }) => id),

    /** Deletes a member and all their runs at once, for good. */
    eraseMember(id: string) {
      sql.exec('DELETE FROM tickets WHERE run_id IN (SELECT id FROM runs WHERE member_id = ?)', id)
      sql.exec('DELETE FROM runs WHERE member_id = ?', id)
      sql.exec('DELETE FROM members WHERE id = ?', id)
    },

    /** Marks a member and their runs as removed at `at`, or brings back what was removed at that moment. */
    setMemberRemoved(id: string, from: number | null, to: number | null) {
      sql.exec('UPDATE members SET removed_at = ? WHERE id = ?', to, id)
      sql.exec('UPDATE runs SET removed_at = ? WHERE member_id = ? AND removed_at IS ?', to, id, from)
    },

    countRuns: (memberId: string, exercise: string) =>
      sql
        .exec<{ n: number }>(
          'SELECT COUNT(*) AS n FROM runs WHERE exercise = ? AND member_id = ? AND removed_at IS NULL',
          exercise,
          memberId,
        )
        .one().n,

    earlierRun: (memberId: string, idempotency: string) =>
      sql
        .exec<{ id: string; body_hash: string; exercise: BoardRow['exercise']; reasons: string }>(
          'SELECT id, body_hash, exercise, reasons FROM runs WHERE member_id = ? AND idempotency = ?',
          memberId,
          idempotency,
        )
        .toArray()[0],

    runById: (id: string) =>
      sql
        .exec<{ id: string; member_id: string; removed_at: number | null; exercise: BoardRow['exercise'] }>(
          'SELECT id, member_id, removed_at, exercise FROM runs WHERE id = ?',
          id,
        )
        .toArray()[0],

    /** False when the ticket has served another run. */
    useTicket(ticketId: string, runId: string): boolean {
      sql.exec('INSERT OR IGNORE INTO tickets (id, run_id) VALUES (?, ?)', ticketId, runId)
      return changes() === 1
    },

    insertRun({ id, memberId, idempotency, bodyHash, at, rev, run, row, reasons, ranked }: NewRun) {
      const { speedup, throughput, efficiency } = row
      const flags = reasons.map(({ flag }) => flag)
      sql.exec(
        `INSERT INTO runs (id, member_id, exercise, idempotency, body_hash, at, rev, ranked, speedup, throughput,
           efficiency, flags, reasons, figures, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, memberId, run.exercise, idempotency, bodyHash, at, rev, Number(ranked), speedup, throughput],
        ...[efficiency, JSON.stringify(flags), JSON.stringify(reasons), JSON.stringify(row), JSON.stringify(run)],
      )
      sql.exec('UPDATE class SET last_run_at = ?', at)
    },

    setRunRemoved(id: string, to: number | null) {
      sql.exec('UPDATE runs SET removed_at = ? WHERE id = ?', to, id)
    },

    /** Runs of an exercise, those not removed marked as removed at `to`, or those removed at `from` brought back. */
    setExerciseRemoved(exercise: string, from: number | null, to: number | null): string[] {
      return sql
        .exec<{ id: string }>(
          'UPDATE runs SET removed_at = ? WHERE exercise = ? AND removed_at IS ? RETURNING id',
          ...[to, exercise, from],
        )
        .toArray()
        .map(({ id }) => id)
    },

    lastReset: (exercise: string) =>
      sql.exec<{ at: number | null }>('SELECT MAX(removed_at) AS at FROM runs WHERE exercise = ?', exercise).one().at,

    setVerdict(id: string, verdict: Verdict) {
      sql.exec('UPDATE runs SET verdict = ? WHERE id = ?', verdict, id)
    },

    /** Works out again which runs are ranked: after a verdict, or when the host allows unverified runs. */
    rankAgain(allowUnverified: boolean, id?: string) {
      const found = sql.exec<{ seq: number; flags: string; verdict: Verdict }>(
        `SELECT seq, flags, verdict FROM runs ${id === undefined ? '' : 'WHERE id = ?'}`,
        ...(id === undefined ? [] : [id]),
      )
      for (const { seq, flags, verdict } of found.toArray()) {
        const ranked = isRanked(JSON.parse(flags) as RunFlag[], verdict, allowUnverified)
        sql.exec('UPDATE runs SET ranked = ? WHERE seq = ?', Number(ranked), seq)
      }
    },

    /** Marks a member's runs as changed at `rev`. */
    touchRunsOf(memberId: string, rev: number) {
      sql.exec('UPDATE runs SET rev = ? WHERE member_id = ?', rev, memberId)
    },

    row: (id: string): BoardRow | undefined =>
      sql.exec<RunRecord>(`SELECT ${rowColumns} WHERE runs.id = ?`, id).toArray().map(rowOf)[0],

    /** All rows of an exercise, newest last. */
    rows: (exercise: string): BoardRow[] =>
      sql
        .exec<RunRecord>(
          `SELECT ${rowColumns} WHERE exercise = ? AND runs.removed_at IS NULL ORDER BY runs.seq`,
          exercise,
        )
        .toArray()
        .map(rowOf),

    /** The rows a board can need: see `placeRow`. */
    bestRows: (): BoardRow[] =>
      sql
        .exec<RunRecord>(
          `SELECT ${rowColumns} WHERE runs.seq IN (
             SELECT seq FROM (
               SELECT seq,
                 ROW_NUMBER() OVER (same ORDER BY speedup DESC NULLS LAST, seq) AS a,
                 ROW_NUMBER() OVER (same ORDER BY throughput DESC, seq) AS b,
                 ROW_NUMBER() OVER (same ORDER BY efficiency DESC NULLS LAST, seq) AS c
               FROM runs WHERE removed_at IS NULL
               WINDOW same AS (PARTITION BY exercise, member_id, ranked,
                 figures ->> 'cores', figures ->> 'browser', figures ->> 'engine')
             ) WHERE a = 1 OR b = 1 OR c = 1
           ) ORDER BY runs.seq`,
        )
        .toArray()
        .map(rowOf),

    /** Rows accepted or changed after `rev`, oldest first. */
    rowsSince: (rev: number, limit: number): BoardRow[] =>
      sql
        .exec<RunRecord>(
          `SELECT ${rowColumns} WHERE runs.rev > ? AND runs.removed_at IS NULL ORDER BY runs.rev LIMIT ?`,
          ...[rev, limit],
        )
        .toArray()
        .map(rowOf),

    /** Runs with their rows for an export, a page at a time. */
    runsAfter: (seq: number, limit: number): { row: BoardRow; run: Run }[] =>
      sql
        .exec<RunRecord & { run: string }>(
          `SELECT run, ${rowColumns} WHERE runs.seq > ? AND runs.removed_at IS NULL ORDER BY runs.seq LIMIT ?`,
          ...[seq, limit],
        )
        .toArray()
        .map((record) => ({ row: rowOf(record), run: JSON.parse(record.run) as Run })),

    /** Deletes for good what was removed before `before`; the time of the oldest removal left, or null. */
    purge(before: number): number | null {
      sql.exec(
        'DELETE FROM tickets WHERE run_id IN (SELECT id FROM runs WHERE removed_at IS NOT NULL AND removed_at <= ?)',
        before,
      )
      sql.exec('DELETE FROM runs WHERE removed_at IS NOT NULL AND removed_at <= ?', before)
      sql.exec('DELETE FROM members WHERE removed_at IS NOT NULL AND removed_at <= ?', before)
      return sql
        .exec<{ at: number | null }>(
          `SELECT MIN(at) AS at FROM (
             SELECT MIN(removed_at) AS at FROM runs UNION ALL SELECT MIN(removed_at) FROM members)`,
        )
        .one().at
    },
  }
}

function rowOf(record: RunRecord): BoardRow {
  return {
    ...(JSON.parse(record.figures) as RowFigures),
    rank: null,
    runId: record.id,
    memberId: record.member_id,
    name: record.name,
    exercise: record.exercise,
    flags: shownFlags(JSON.parse(record.flags) as RunFlag[], record.verdict),
    ranked: record.ranked === 1,
    at: record.at,
    seq: record.seq,
  }
}
