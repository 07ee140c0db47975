-- Mentors without a login, as the people file names them: replaced by each pull.
CREATE TABLE outside_mentors (
  email TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, skills TEXT NOT NULL, time_zone TEXT NOT NULL, max_mentees INTEGER NOT NULL) WITHOUT ROWID;

-- What the programme asks of wins, each time it plans, without going through all deals.
CREATE INDEX deals_by_win ON deals (close_date, amount, account_id, is_won, is_deleted) WHERE is_won = 1 AND is_deleted = 0;

-- A pair in which both learn counts for two.
ALTER TABLE rule_prices RENAME COLUMN pairs TO people;
