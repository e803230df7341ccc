/** The tables of one class, as migrations: an object opened years later brings itself up to date before it answers. */

const MIGRATIONS: readonly string[] = [
  // 1: a class, its members, their runs.
  `CREATE TABLE class (
     code TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, host_hash TEXT NOT NULL,
     created_at INTEGER NOT NULL, last_run_at INTEGER NOT NULL, rev INTEGER NOT NULL DEFAULT 0
   );
   CREATE TABLE members (
     id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, key_hash TEXT NOT NULL UNIQUE,
     spins_left INTEGER NOT NULL, joined_at INTEGER NOT NULL
   );
   CREATE TABLE runs (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, member_id TEXT NOT NULL, exercise TEXT NOT NULL,
     idempotency TEXT NOT NULL, body_hash TEXT NOT NULL, at INTEGER NOT NULL, rev INTEGER NOT NULL,
     ranked INTEGER NOT NULL, speedup REAL, throughput REAL NOT NULL, efficiency REAL,
     flags TEXT NOT NULL, reasons TEXT NOT NULL, figures TEXT NOT NULL, run TEXT NOT NULL,
     UNIQUE (member_id, idempotency)
   );
   CREATE INDEX runs_by_member ON runs (exercise, member_id);
   CREATE INDEX runs_by_rev ON runs (rev);
   CREATE TABLE tickets (id TEXT PRIMARY KEY, run_id TEXT NOT NULL);`,
  // 2: what a host can do: take back a removal, overrule the checks, hide names, rank runs without a ticket, extend.
  `ALTER TABLE class ADD COLUMN reveal_names INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE class ADD COLUMN allow_unverified INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE class ADD COLUMN extended_to INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE class ADD COLUMN removed_rev INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE members ADD COLUMN removed_at INTEGER;
   ALTER TABLE runs ADD COLUMN removed_at INTEGER;
   ALTER TABLE runs ADD COLUMN verdict TEXT;
   CREATE INDEX runs_removed ON runs (removed_at) WHERE removed_at IS NOT NULL;`,
]

/** Applies what is missing, all or nothing. `upTo` is for tests that start from an older schema. */
export function migrate(storage: DurableObjectStorage, upTo = MIGRATIONS.length) {
  storage.transactionSync(() => {
    storage.sql.exec('CREATE TABLE IF NOT EXISTS migrations (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)')
    const { done } = storage.sql.exec<{ done: number }>('SELECT COUNT(*) AS done FROM migrations').one()
    for (const [index, statements] of MIGRATIONS.slice(0, upTo).entries()) {
      if (index < done) continue
      storage.sql.exec(statements)
      storage.sql.exec('INSERT INTO migrations VALUES (?, ?)', index + 1, Date.now())
    }
  })
}

/** Whether this object has ever been a class; asking leaves no trace, so a guessed code costs no storage. */
export function isClass(storage: DurableObjectStorage): boolean {
  const tables = storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'")
  return tables.toArray().length > 0
}
