-- What people and deals are credited with, in full (decision 0013).

-- stated_amount is in the record's own currency; amount, which everybody reads, in corporate currency. currency is null where
-- the org has one currency only.
ALTER TABLE deals ADD COLUMN stated_amount REAL;
ALTER TABLE deals ADD COLUMN currency TEXT;
ALTER TABLE deals ADD COLUMN record_type_id TEXT;
UPDATE deals SET stated_amount = amount;
ALTER TABLE quotas ADD COLUMN stated_amount REAL;
ALTER TABLE quotas ADD COLUMN currency TEXT;
ALTER TABLE quotas ADD COLUMN period_id TEXT;
UPDATE quotas SET stated_amount = amount;

CREATE TABLE currencies (id TEXT PRIMARY KEY, iso_code TEXT NOT NULL, rate REAL NOT NULL, is_corporate INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dated_rates (id TEXT PRIMARY KEY, iso_code TEXT NOT NULL, start_date TEXT NOT NULL, rate REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX dated_rates_by_day ON dated_rates (iso_code, start_date);
CREATE TABLE periods (id TEXT PRIMARY KEY, start_date TEXT NOT NULL, end_date TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record_types (id TEXT PRIMARY KEY, name TEXT NOT NULL, developer_name TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE split_types (id TEXT PRIMARY KEY, developer_name TEXT NOT NULL, totals_validated INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE deal_splits (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL, owner_id TEXT NOT NULL, percentage REAL, amount REAL, type_id TEXT,
  created_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX deal_splits_by_deal ON deal_splits (deal_id);
-- Frozen with the owner at first sight of a closed deal that somebody besides its owner had a split of; shares sum to 1.
CREATE TABLE deal_credits (
  deal_id TEXT NOT NULL, person_id TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (deal_id, person_id)) WITHOUT ROWID;

-- The jobs that people were seen in, from which day on; with the day a deal closed they tell the group it was closed in.
CREATE TABLE jobs (
  person_id TEXT NOT NULL, seen_on TEXT NOT NULL, title TEXT, department TEXT, role_id TEXT, segment TEXT,
  PRIMARY KEY (person_id, seen_on)) WITHOUT ROWID;

-- What configured User fields state; the people file is laid over it.
ALTER TABLE people ADD COLUMN stated_hire_date TEXT;
ALTER TABLE people ADD COLUMN stated_leave_from TEXT;
ALTER TABLE people ADD COLUMN stated_leave_to TEXT;
ALTER TABLE people ADD COLUMN stated_fte REAL;
ALTER TABLE people ADD COLUMN stated_segment TEXT;
ALTER TABLE people ADD COLUMN stated_excluded INTEGER;
ALTER TABLE people ADD COLUMN stated_max_mentees INTEGER;
