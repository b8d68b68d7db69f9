// The tables of .strataline/state.db, as the changes that made them: `user_version` counts those that a database has seen. A
// change that was released is never edited; a newer database is not touched.

const FIRST_TABLES = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY, selection TEXT, startedAt INTEGER NOT NULL, finishedAt INTEGER, status TEXT,
  pid INTEGER NOT NULL, host TEXT NOT NULL, heartbeatAt INTEGER NOT NULL,
  succeeded INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0, checksFailed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runsByStart ON runs (startedAt);

CREATE TABLE materializations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, runId TEXT NOT NULL,
  at INTEGER NOT NULL, durationMs INTEGER NOT NULL, codeVersion TEXT NOT NULL, dataVersion TEXT NOT NULL,
  io TEXT NOT NULL, stored TEXT NOT NULL,
  -- its data was deleted, the provenance is kept
  isRemoved INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX materializationsByKey ON materializations (key, seq);

CREATE TABLE inputs (
  materializationId TEXT NOT NULL, key TEXT NOT NULL, upstreamId TEXT, dataVersion TEXT NOT NULL,
  PRIMARY KEY (materializationId, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkResults (
  materializationId TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, passed INTEGER NOT NULL,
  severity TEXT NOT NULL, blocking INTEGER NOT NULL, message TEXT, durationMs INTEGER NOT NULL,
  PRIMARY KEY (materializationId, position)
) STRICT, WITHOUT ROWID;

-- how the last attempt at each asset ended
CREATE TABLE outcomes (
  key TEXT PRIMARY KEY, state TEXT NOT NULL, runId TEXT NOT NULL, at INTEGER NOT NULL,
  durationMs INTEGER, error TEXT
) STRICT, WITHOUT ROWID;

-- who computes an asset now
CREATE TABLE claims (key TEXT PRIMARY KEY, runId TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- content of source files, so that an unchanged file is not read again
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtimeMs REAL NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Places that runs hold in named pools. */
const POOL_SLOTS = `
CREATE TABLE poolSlots (
  pool TEXT NOT NULL, runId TEXT NOT NULL, places INTEGER NOT NULL, PRIMARY KEY (pool, runId)
) STRICT, WITHOUT ROWID;
`;

const METADATA = "ALTER TABLE materializations ADD COLUMN metadata TEXT;";

/** Change n leads from version n to n + 1. */
export const CHANGES: readonly string[] = [FIRST_TABLES, POOL_SLOTS, METADATA];

export const STATE_VERSION = CHANGES.length;
