-- Pairs in which both teach, pauses, swaps and early ends; what comes next for the unmatched; what each rule costs.
ALTER TABLE pairings ADD COLUMN return_skill TEXT;
ALTER TABLE pairings ADD COLUMN paused_until TEXT;
ALTER TABLE pairings ADD COLUMN instead TEXT;
ALTER TABLE unmatched ADD COLUMN next_step TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN pause_until TEXT;
ALTER TABLE activities ADD COLUMN instead TEXT;
ALTER TABLE activities ADD COLUMN wants_exit INTEGER NOT NULL DEFAULT 0;
-- Written by rehearsals alone: how many pairs, and how much quality, the newest round would have more without a rule.
CREATE TABLE rule_prices (
  as_of TEXT NOT NULL, rule TEXT NOT NULL, says TEXT NOT NULL, pairs INTEGER NOT NULL, quality REAL NOT NULL,
  PRIMARY KEY (as_of, rule)) WITHOUT ROWID;
