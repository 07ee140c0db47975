-- What the flags need of each rep besides the skill scores. on_day = as_of is the day that is judged; earlier days are the
-- ISO week ends before it, recomputed at every scoring, so that flags hold without any memory of past runs.
CREATE TABLE standings (
  as_of TEXT NOT NULL, on_day TEXT NOT NULL, rep_id TEXT NOT NULL, peer_group TEXT NOT NULL,
  judged INTEGER NOT NULL, not_judged TEXT, ramping INTEGER NOT NULL, tenure_days INTEGER,
  closed INTEGER NOT NULL, stale INTEGER NOT NULL, active_months REAL NOT NULL, silent_days INTEGER,
  p_lowest REAL NOT NULL, p_highest REAL NOT NULL, p_materially_low REAL NOT NULL, p_materially_high REAL NOT NULL,
  p_below_quota REAL, p_rising REAL, p_flat REAL, quarters INTEGER NOT NULL,
  PRIMARY KEY (as_of, on_day, rep_id)) WITHOUT ROWID;
