-- A read of an object that was begun and is not complete. Its cursor will be the org's clock when it began.
CREATE TABLE pull_loads (object TEXT PRIMARY KEY, fields TEXT NOT NULL, started_at INTEGER NOT NULL, bulk_job TEXT) WITHOUT ROWID;
-- What is left of it: from (and with), to (and without), and the last row that is here; null: no bound, no row yet.
CREATE TABLE pull_ranges (
  object TEXT NOT NULL, ordinal INTEGER NOT NULL, from_stamp INTEGER, to_stamp INTEGER, done_stamp INTEGER, done_id TEXT,
  PRIMARY KEY (object, ordinal)) WITHOUT ROWID;
-- The pages of its bulk job that are here.
CREATE TABLE pull_bulk_pages (object TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (object, page)) WITHOUT ROWID;
-- When each object's ids were last held against the org's.
CREATE TABLE reconciliations (object TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
