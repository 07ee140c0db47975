-- What became of each mail, in full (decision 0006).
-- mails.state: sending (on its way: written before the mail goes) | sent | unknown | refused | deferred (certainly not sent, tried
-- again) | skipped (nobody up the line can be mailed).
ALTER TABLE mails ADD COLUMN transport TEXT;
ALTER TABLE mails ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
-- A deferred mail is left alone until then.
ALTER TABLE mails ADD COLUMN next_try_at INTEGER;
-- When a run last found that a refused or skipped mail cannot go yet.
ALTER TABLE mails ADD COLUMN looked_at INTEGER;
UPDATE mails SET state = 'deferred' WHERE state = 'prepared';

-- The mail exactly as it was handed over, compressed, for a few weeks: what an operator resends.
CREATE TABLE mail_contents (
  manager_id TEXT NOT NULL, week TEXT NOT NULL, content BLOB NOT NULL, stored_at INTEGER NOT NULL,
  PRIMARY KEY (manager_id, week)) WITHOUT ROWID;
