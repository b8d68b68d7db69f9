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

/** Partitions; the version that counts, apart from the newest; what materializations belong to by number; parts of code; rollbacks. */
const VERSIONS = `
ALTER TABLE materializations RENAME TO materializations1;
ALTER TABLE inputs RENAME TO inputs1;
ALTER TABLE checkResults RENAME TO checkResults1;
ALTER TABLE outcomes RENAME TO outcomes1;
DROP TABLE claims;
DROP INDEX materializationsByKey;

-- every version that was ever made and is not forgotten. partition: '' where there is none.
CREATE TABLE materializations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '',
  runId TEXT NOT NULL, at INTEGER NOT NULL, durationMs INTEGER NOT NULL, codeVersion TEXT NOT NULL,
  dataVersion TEXT NOT NULL, io TEXT NOT NULL, stored TEXT NOT NULL, bytes INTEGER NOT NULL DEFAULT 0,
  -- 0: its data is stored; 2: its data is being deleted; 1: it is gone, the provenance is kept
  isRemoved INTEGER NOT NULL DEFAULT 0, metadata TEXT
) STRICT;
CREATE INDEX materializationsByKey ON materializations (key, partition, seq);
CREATE INDEX materializationsStored ON materializations (isRemoved, bytes) WHERE isRemoved <> 1;

-- the version that counts of each asset and partition: the newest, unless somebody rolled back
CREATE TABLE current (
  key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL, PRIMARY KEY (key, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE inputs (
  seq INTEGER NOT NULL, key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '', upstreamId TEXT,
  dataVersion TEXT NOT NULL, PRIMARY KEY (seq, key, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkResults (
  seq INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, passed INTEGER NOT NULL,
  severity TEXT NOT NULL, blocking INTEGER NOT NULL, message TEXT, durationMs INTEGER NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;

-- the parts of a code version, as JSON, once for all that share it
CREATE TABLE codes (version TEXT PRIMARY KEY, parts TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- what people did to the history
CREATE TABLE rollbacks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '',
  fromId TEXT NOT NULL, toId TEXT NOT NULL
) STRICT;

-- how the last attempt at each asset ended
CREATE TABLE outcomes (
  key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, runId TEXT NOT NULL, at INTEGER NOT NULL,
  durationMs INTEGER, error TEXT, PRIMARY KEY (key, partition)
) STRICT, WITHOUT ROWID;

-- who computes an asset now
CREATE TABLE claims (
  key TEXT NOT NULL, partition TEXT NOT NULL DEFAULT '', runId TEXT NOT NULL, PRIMARY KEY (key, partition)
) STRICT, WITHOUT ROWID;

INSERT INTO materializations
  SELECT seq, id, key, '', runId, at, durationMs, codeVersion, dataVersion, io, stored,
    coalesce(stored ->> 'bytes', 0), isRemoved, metadata FROM materializations1;
INSERT INTO current SELECT key, '', max(seq) FROM materializations GROUP BY key;
INSERT INTO inputs SELECT seq, i.key, '', upstreamId, i.dataVersion
  FROM inputs1 i JOIN materializations m ON m.id = materializationId;
INSERT INTO checkResults SELECT seq, position, name, passed, severity, blocking, message, c.durationMs
  FROM checkResults1 c JOIN materializations m ON m.id = materializationId;
INSERT INTO outcomes SELECT key, '', state, runId, at, durationMs, error FROM outcomes1;
DROP TABLE materializations1; DROP TABLE inputs1; DROP TABLE checkResults1; DROP TABLE outcomes1;
`;

/** Change n leads from version n to n + 1. */
export const CHANGES: readonly string[] = [FIRST_TABLES, POOL_SLOTS, METADATA, VERSIONS];

export const STATE_VERSION = CHANGES.length;
