-- Results shared by link. No address, no user agent, no name; `code` only where its author sent it along.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  cores INTEGER NOT NULL,
  browser TEXT NOT NULL,
  speedup REAL,
  believed INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  run TEXT NOT NULL,
  code TEXT,
  ticket_id TEXT,
  delete_hash TEXT NOT NULL
);
-- GET /api/world: the latest believed runs of an exercise.
CREATE INDEX runs_of_exercise ON runs (exercise, believed, created_at DESC);
-- A ticket serves one run.
CREATE INDEX runs_by_ticket ON runs (ticket_id);
