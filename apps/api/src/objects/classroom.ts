/**
 * One class: its members, runs and live line. A shell around `domain/`: it reads, asks, writes in one transaction, and
 * tells the sockets afterwards. Called by RPC; only the WebSocket upgrade needs `fetch`.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Run } from '@prange/kernels/words'
import {
  MAX_MEMBERS,
  MAX_RUNS,
  MAX_SPINS,
  UNDO_MS,
  type BoardRow,
  type ClassChange,
  type ClassInfo,
  type Leaderboard,
  type Member,
  type MemberCreated,
  type MemberEntry,
  type Reason,
  type Submission,
} from '../contract/index.ts'
import { replayed } from '../domain/believe.ts'
import { isRanked, submissionOf, type RowFigures, type Verdict } from '../domain/board.ts'
import { isFull, take, type Bucket } from '../domain/bucket.ts'
import { extendTo, expiryOf } from '../domain/expiry.ts'
import { done, refused, type Outcome } from '../domain/faults.ts'
import { hashOf, newKey, sameHash } from '../domain/keys.ts'
import { pageOf, type PageQuery } from '../domain/page.ts'
import { pickName } from '../domain/names.ts'
import type { Env } from '../env.ts'
import { Board } from './board.ts'
import { Live } from './live.ts'
import { isClass, migrate } from './schema.ts'
import { openStore, type MemberRecord, type Store } from './store.ts'

/** A run on its way in, already made anonymous and judged; what only the class knows is added here. */
export interface Incoming {
  keyHash: string
  idempotency: string
  bodyHash: string
  run: Run
  row: RowFigures
  reasons: Reason[]
  /** SHA-256 of its ticket, where it has a good one. */
  ticketId: string | null
}

interface Rooms {
  store: Store
  board: Board
}

const unknownClass = refused('not-found', 'There is no class with this code. Codes are six letters and digits.')
const notHost = refused('forbidden', "This needs the class's host key.")
const notMember = refused('forbidden', 'This needs the key of a member of this class.')
const noMember = refused('not-found', 'There is no such member in this class.')
const noRun = refused('not-found', 'There is no such run in this class.')
const closed = refused('class-closed', 'The class is closed: its host can open it again.')
const tooLate = refused('conflict', `This cannot be taken back any more: there are ${UNDO_MS / 1000} seconds to do so.`)

export class Classroom extends DurableObject<Env> {
  readonly #live: Live
  #rooms: Rooms | undefined
  #buckets = new Map<string, Bucket>()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#live = new Live(ctx)
    void ctx.blockConcurrencyWhile(async () => {
      if (isClass(ctx.storage)) this.#open()
    })
  }

  /** Makes this object a class; refused when it is one already (the code is taken). */
  async create(code: string, title: string): Promise<Outcome<{ hostKey: string; expiresAt: number }>> {
    const now = Date.now()
    const hostKey = newKey()
    const hostHash = await hashOf(hostKey)
    if (this.#rooms) return refused('conflict', 'This code is taken.')
    const { store } = this.#open()
    store.insertClass(code, title, hostHash, now)
    await this.ctx.storage.setAlarm(expiryOf(now, 0))
    return done({ hostKey, expiresAt: expiryOf(now, 0) })
  }

  info(): Outcome<ClassInfo> {
    return this.#rooms ? done(this.#rooms.store.info()) : unknownClass
  }

  /** Whether a key is the host's. */
  host(keyHash: string): Outcome<ClassInfo> {
    return this.#asHost(keyHash, ({ store }) => done(store.info()))
  }

  async change(keyHash: string, change: ClassChange): Promise<Outcome<ClassInfo>> {
    const outcome = this.#asHost(keyHash, ({ store, board }) => {
      const before = store.info()
      if (change.expiresAt !== undefined) {
        const extended = extendTo(change.expiresAt, before.expiresAt, Date.now())
        if (!extended.ok) return extended
        store.updateClass({ extended_to: extended.value })
      }
      if (change.title !== undefined) store.updateClass({ title: change.title })
      if (change.state !== undefined) store.updateClass({ state: change.state })
      if (change.revealNames !== undefined) store.updateClass({ reveal_names: Number(change.revealNames) })
      if (change.allowUnverified !== undefined) {
        store.updateClass({ allow_unverified: Number(change.allowUnverified) })
        store.rankAgain(change.allowUnverified)
      }
      const info = store.info()
      this.#live.tellNow({ type: 'state', class: info })
      if (info.revealNames !== before.revealNames || info.allowUnverified !== before.allowUnverified) {
        this.#wholeBoardChanged(store, board)
      }
      return done(info)
    })
    if (outcome.ok) await this.#setAlarm()
    return outcome
  }

  /** Deletes the class and everything of it. */
  async erase(keyHash: string): Promise<Outcome<null>> {
    const outcome = this.#asHost(keyHash, () => done(null))
    if (outcome.ok) await this.#erase()
    return outcome
  }

  async join(): Promise<Outcome<MemberCreated>> {
    const memberKey = newKey()
    const keyHash = await hashOf(memberKey)
    if (!this.#rooms) return unknownClass
    const { store } = this.#rooms
    if (store.readClass().state === 'closed') return closed
    const memberCount = store.countMembers() + 1
    if (memberCount > MAX_MEMBERS) return refused('class-full', `A class has ${MAX_MEMBERS} members at most.`)
    const member = {
      id: newId(),
      number: store.nextNumber(),
      name: pickName(store.names(), Math.random),
      key_hash: keyHash,
      spins_left: MAX_SPINS,
      joined_at: Date.now(),
    }
    store.insertMember(member)
    this.#live.tellMembers(memberCount)
    return done({ memberId: member.id, memberKey, name: member.name, spinsLeft: MAX_SPINS })
  }

  me(keyHash: string): Outcome<Member> {
    return this.#asMember(keyHash, (_, member) => done(selfOf(member)))
  }

  /** Gives a member another name, three times at most. */
  spin(keyHash: string): Outcome<Member> {
    return this.#asMember(keyHash, ({ store, board }, member) => {
      if (member.spins_left === 0) return refused('conflict', `The name can be changed ${MAX_SPINS} times; this is it.`)
      const name = pickName(store.names(), Math.random)
      store.renameMember(member.id, name, member.spins_left - 1)
      this.#rowsChanged(store, board, member.id)
      return done({ memberId: member.id, name, spinsLeft: member.spins_left - 1 })
    })
  }

  members(keyHash: string): Outcome<MemberEntry[]> {
    return this.#asHost(keyHash, ({ store }) =>
      done(
        store.members().map(({ id, number, name, runs, joined_at }) => ({
          memberId: id,
          number,
          name,
          runs,
          joinedAt: joined_at,
        })),
      ),
    )
  }

  /** By the host: can be taken back for ten seconds. By the member itself: at once and for good. */
  async removeMember(keyHash: string, memberId: string): Promise<Outcome<null>> {
    if (!this.#rooms) return unknownClass
    const { store, board } = this.#rooms
    const asHost = this.#isHost(keyHash)
    if (!asHost && store.memberByKey(keyHash)?.id !== memberId) return notHost
    const member = store.memberById(memberId)
    if (!member || member.removed_at !== null) return noMember
    const runIds = this.ctx.storage.transactionSync(() => {
      const ids = store.runIdsOf(memberId)
      if (asHost) store.setMemberRemoved(memberId, null, Date.now())
      else store.eraseMember(memberId)
      return ids
    })
    this.#removed(store, board, runIds, [memberId])
    this.#live.tellMembers(store.countMembers())
    await this.#setAlarm()
    return done(null)
  }

  restoreMember(keyHash: string, memberId: string): Outcome<null> {
    return this.#asHost(keyHash, ({ store, board }) => {
      const member = store.memberById(memberId)
      if (!member) return noMember
      if (member.removed_at === null) return done(null)
      if (Date.now() - member.removed_at > UNDO_MS) return tooLate
      store.setMemberRemoved(memberId, member.removed_at, null)
      this.#rowsChanged(store, board, memberId)
      this.#live.tellMembers(store.countMembers())
      return done(null)
    })
  }

  /** Takes a run in: at most once for an idempotency key, and only then is anything told. */
  submit(incoming: Incoming): Outcome<{ submission: Submission; repeated: boolean }> {
    return this.#asMember<{ submission: Submission; repeated: boolean }>(incoming.keyHash, (rooms, member) => {
      const { store, board } = rooms
      const now = Date.now()
      const limit = this.#limit(member.id, now)
      if (limit !== null) {
        const detail = `These are too many requests at once. Try again in ${limit} s.`
        return refused('too-many-requests', detail, { retryAfterS: limit })
      }
      const earlier = store.earlierRun(member.id, incoming.idempotency)
      if (earlier) {
        if (earlier.body_hash !== incoming.bodyHash) {
          return refused(
            'key-reused',
            'This Idempotency-Key came with another run before. Use a new key for a new run.',
          )
        }
        return done({ submission: this.#submission(rooms, earlier.id, JSON.parse(earlier.reasons)), repeated: true })
      }
      const { state, allow_unverified } = store.readClass()
      if (state === 'closed') return closed
      const { exercise } = incoming.run
      if (store.countRuns(member.id, exercise) >= MAX_RUNS) {
        return refused('quota-reached', `You have submitted ${MAX_RUNS} runs of ${exercise}, which is the most.`)
      }
      const id = newId()
      const { reasons, rev } = this.ctx.storage.transactionSync(() => {
        const fresh = incoming.ticketId === null || store.useTicket(incoming.ticketId, id)
        const reasons = fresh ? incoming.reasons : [...incoming.reasons, replayed]
        const flags = reasons.map(({ flag }) => flag)
        const ranked = isRanked(flags, null, allow_unverified === 1)
        const rev = store.nextRev()
        store.insertRun({ ...incoming, id, memberId: member.id, at: now, rev, reasons, ranked })
        return { reasons, rev }
      })
      const row = store.row(id)
      if (!row) throw new Error('A run was stored and cannot be read.')
      board.add(row)
      this.#live.tellRows([row], rev)
      return done({ submission: submissionOf(row, reasons, board.rows(exercise)), repeated: false })
    })
  }

  async removeRun(keyHash: string, runId: string): Promise<Outcome<null>> {
    if (!this.#rooms) return unknownClass
    const { store, board } = this.#rooms
    const member = store.memberByKey(keyHash)
    if (!this.#isHost(keyHash) && !member) return notMember
    const run = store.runById(runId)
    if (!run || run.removed_at !== null) return noRun
    if (!this.#isHost(keyHash) && run.member_id !== member?.id) return refused('forbidden', 'This is not your run.')
    store.setRunRemoved(runId, Date.now())
    this.#removed(store, board, [runId], [])
    this.#live.tellRows(board.rowsOf(run.member_id), store.readClass().rev)
    await this.#setAlarm()
    return done(null)
  }

  restoreRun(keyHash: string, runId: string): Outcome<null> {
    return this.#asHost(keyHash, ({ store, board }) => {
      const run = store.runById(runId)
      if (!run) return noRun
      if (run.removed_at === null) return done(null)
      if (Date.now() - run.removed_at > UNDO_MS) return tooLate
      store.setRunRemoved(runId, null)
      this.#rowsChanged(store, board, run.member_id)
      return done(null)
    })
  }

  /** The host's word about a run: `flagged`, `cleared` of the checks' flags, or null for as the checks say. */
  judgeRun(keyHash: string, runId: string, verdict: Verdict): Outcome<null> {
    return this.#asHost(keyHash, ({ store, board }) => {
      const run = store.runById(runId)
      if (!run || run.removed_at !== null) return noRun
      store.setVerdict(runId, verdict)
      store.rankAgain(store.readClass().allow_unverified === 1, runId)
      this.#rowsChanged(store, board, run.member_id)
      return done(null)
    })
  }

  /** Removes all runs of an exercise; can be taken back for ten seconds. */
  async resetExercise(keyHash: string, exercise: BoardRow['exercise']): Promise<Outcome<null>> {
    const outcome = this.#asHost(keyHash, ({ store, board }) => {
      this.#removed(store, board, store.setExerciseRemoved(exercise, null, Date.now()), [])
      return done(null)
    })
    if (outcome.ok) await this.#setAlarm()
    return outcome
  }

  restoreExercise(keyHash: string, exercise: BoardRow['exercise']): Outcome<null> {
    return this.#asHost(keyHash, ({ store, board }) => {
      const at = store.lastReset(exercise)
      if (at === null) return refused('not-found', 'Nothing of this exercise was removed.')
      if (Date.now() - at > UNDO_MS) return tooLate
      store.setExerciseRemoved(exercise, at, null)
      store.nextRev()
      this.#wholeBoardChanged(store, board)
      return done(null)
    })
  }

  leaderboard(query: PageQuery): Outcome<Leaderboard> {
    if (!this.#rooms) return unknownClass
    const { store, board } = this.#rooms
    const exercise = query.exercise ?? store.info().exercises[0]
    if (!exercise) return done({ exercise: null, sort: query.sort, of: 0, rows: [], nextCursor: null })
    return pageOf(query.runs === 'all' ? store.rows(exercise) : board.rows(exercise), { ...query, exercise })
  }

  /** Runs for an export after the run numbered `seq`, oldest first; an empty page is the end. */
  exportPage(seq: number): Outcome<{ row: BoardRow; run: Run }[]> {
    return this.#rooms ? done(this.#rooms.store.runsAfter(seq, 200)) : unknownClass
  }

  /** The WebSocket upgrade, the one thing RPC cannot carry. */
  override fetch(request: Request): Response {
    if (!this.#rooms) return new Response(null, { status: 404 })
    if (this.#live.isFull) return new Response(null, { status: 503 })
    const { store, board } = this.#rooms
    const since = new URL(request.url).searchParams.get('since')
    const { rev, removed_rev } = store.readClass()
    const asked = since !== null && /^\d{1,15}$/.test(since) ? Number(since) : undefined
    return this.#live.accept(board.greeting(store.info(), rev, asked, removed_rev))
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer) {
    this.#live.heard(socket, message)
  }

  /** Runs at least once, and so maybe twice: each thing it does is done by then or does no harm again. */
  override async alarm() {
    if (!this.#rooms) return
    const { store } = this.#rooms
    if (Date.now() >= store.info().expiresAt) await this.#erase()
    else await this.#setAlarm()
  }

  #open(): Rooms {
    migrate(this.ctx.storage)
    const store = openStore(this.ctx.storage.sql)
    this.#rooms = { store, board: new Board(store) }
    return this.#rooms
  }

  async #erase() {
    this.#live.close()
    this.#rooms = undefined
    this.#buckets.clear()
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** Purges what can no longer be taken back, and sets the alarm for what comes next. */
  async #setAlarm() {
    if (!this.#rooms) return
    const { store } = this.#rooms
    const oldest = this.ctx.storage.transactionSync(() => store.purge(Date.now() - 2 * UNDO_MS))
    const { expiresAt } = store.info()
    await this.ctx.storage.setAlarm(oldest === null ? expiresAt : Math.min(expiresAt, oldest + 2 * UNDO_MS + 1))
  }

  #asHost<Value>(keyHash: string, work: (rooms: Rooms) => Outcome<Value>): Outcome<Value> {
    if (!this.#rooms) return unknownClass
    return this.#isHost(keyHash) ? work(this.#rooms) : notHost
  }

  #isHost(keyHash: string): boolean {
    return this.#rooms !== undefined && sameHash(this.#rooms.store.readClass().host_hash, keyHash)
  }

  #asMember<Value>(keyHash: string, work: (rooms: Rooms, member: MemberRecord) => Outcome<Value>): Outcome<Value> {
    if (!this.#rooms) return unknownClass
    const member = this.#rooms.store.memberByKey(keyHash)
    return member ? work(this.#rooms, member) : notMember
  }

  /** Seconds to wait, or null: the buckets live in memory, a restart fills them, and full ones are forgotten. */
  #limit(memberId: string, now: number): number | null {
    const { bucket, retryAfterS } = take(this.#buckets.get(memberId), now)
    this.#buckets.set(memberId, bucket)
    if (this.#buckets.size > 2 * MAX_MEMBERS) {
      for (const [id, other] of this.#buckets) if (isFull(other, now)) this.#buckets.delete(id)
    }
    return retryAfterS
  }

  #submission({ store, board }: Rooms, runId: string, reasons: Reason[]): Submission {
    const row = store.row(runId)
    if (!row) throw new Error('A run that was found cannot be read.')
    return submissionOf(row, reasons, board.rows(row.exercise))
  }

  #removed(store: Store, board: Board, runIds: string[], memberIds: string[]) {
    const seq = store.nextRev()
    store.updateClass({ removed_rev: seq })
    board.forget()
    this.#live.tellNow({ type: 'removed', seq, runIds, memberIds })
  }

  /** A member's rows look different from before: told to who is there, and marked for who comes back later. */
  #rowsChanged(store: Store, board: Board, memberId: string) {
    const rev = store.nextRev()
    store.touchRunsOf(memberId, rev)
    board.forget()
    const rows = board.rowsOf(memberId)
    if (rows.length > 0) this.#live.tellRows(rows, rev)
  }

  /** Every row may look different: all boards begin anew. */
  #wholeBoardChanged(store: Store, board: Board) {
    const seq = store.nextRev()
    store.updateClass({ removed_rev: seq })
    board.forget()
    this.#live.tellNow(board.snapshot(store.info(), seq))
  }
}

const selfOf = ({ id, name, spins_left }: MemberRecord): Member => ({ memberId: id, name, spinsLeft: spins_left })

/** Ids of members and runs: not secret, but not to be guessed from one another either. */
const newId = () => crypto.getRandomValues(new Uint8Array(9)).toBase64({ alphabet: 'base64url' })
