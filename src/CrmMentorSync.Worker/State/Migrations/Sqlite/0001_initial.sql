-- Instants are INTEGER ticks (UTC), days are TEXT 'yyyy-MM-dd', booleans are 0/1, money is REAL in corporate currency.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row: whoever holds it may run the pipeline.
CREATE TABLE run_lease (id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL, expires_at INTEGER NOT NULL);

CREATE TABLE runs (
  run_id TEXT PRIMARY KEY, command TEXT NOT NULL, as_of TEXT NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER,
  outcome TEXT NOT NULL DEFAULT 'running', api_calls INTEGER NOT NULL DEFAULT 0, settings_version TEXT NOT NULL);
CREATE TABLE run_steps (
  run_id TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, seconds REAL NOT NULL,
  read INTEGER NOT NULL, written INTEGER NOT NULL, skipped INTEGER NOT NULL, failed INTEGER NOT NULL,
  PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;

-- Records that could not be taken or sent, remembered so that only new ones change the exit code.
CREATE TABLE refused_records (
  source TEXT NOT NULL, record TEXT NOT NULL, reason TEXT NOT NULL, first_run TEXT NOT NULL, last_run TEXT NOT NULL,
  PRIMARY KEY (source, record, reason)) WITHOUT ROWID;

-- Facts: PullFromSalesforce
CREATE TABLE sync_cursors (
  object TEXT PRIMARY KEY, modstamp INTEGER NOT NULL, last_id TEXT NOT NULL, synced_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE people (
  id TEXT PRIMARY KEY, username TEXT NOT NULL, name TEXT NOT NULL, first_name TEXT NOT NULL, email TEXT,
  is_active INTEGER NOT NULL, user_type TEXT NOT NULL, manager_id TEXT, role_id TEXT, title TEXT, department TEXT,
  time_zone TEXT NOT NULL, locale TEXT NOT NULL, language TEXT NOT NULL, created_at INTEGER NOT NULL, last_login_at INTEGER,
  hire_date TEXT, leave_from TEXT, leave_to TEXT, fte REAL NOT NULL DEFAULT 1, segment TEXT,
  excluded INTEGER NOT NULL DEFAULT 0, max_mentees INTEGER, system_modstamp INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE roles (id TEXT PRIMARY KEY, name TEXT NOT NULL, parent_id TEXT) WITHOUT ROWID;
CREATE TABLE accounts (id TEXT PRIMARY KEY, name TEXT NOT NULL, owner_id TEXT) WITHOUT ROWID;
CREATE TABLE deals (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, account_id TEXT, owner_id TEXT NOT NULL, stage TEXT NOT NULL,
  is_closed INTEGER NOT NULL, is_won INTEGER NOT NULL, amount REAL, close_date TEXT NOT NULL, type TEXT,
  created_at INTEGER NOT NULL, system_modstamp INTEGER NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0,
  -- Frozen at first sight of the deal closed; null while it is open.
  credited_owner_id TEXT, credited_manager_id TEXT, credited_at INTEGER) WITHOUT ROWID;
CREATE TABLE quotas (
  id TEXT PRIMARY KEY, owner_id TEXT NOT NULL, start_date TEXT NOT NULL, amount REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
  id TEXT PRIMARY KEY, owner_id TEXT NOT NULL, what_id TEXT, subject TEXT, starts_at INTEGER NOT NULL, ends_at INTEGER,
  is_private INTEGER NOT NULL DEFAULT 0, is_deleted INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

-- Judgement: ScorePerformance, RaiseFlags
CREATE TABLE scores (
  as_of TEXT NOT NULL, rep_id TEXT NOT NULL, skill TEXT NOT NULL, peer_group TEXT NOT NULL, n INTEGER NOT NULL,
  observed REAL, estimate REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
  p_lowest_fifth REAL NOT NULL, p_highest_fifth REAL NOT NULL, peer_median REAL NOT NULL,
  PRIMARY KEY (as_of, rep_id, skill)) WITHOUT ROWID;
CREATE TABLE flags (
  as_of TEXT NOT NULL, rep_id TEXT NOT NULL, flag TEXT NOT NULL, also TEXT NOT NULL, probability REAL,
  strength TEXT, gap TEXT, reason TEXT NOT NULL, question TEXT, manager_id TEXT,
  PRIMARY KEY (as_of, rep_id)) WITHOUT ROWID;

-- Pairing: ProposePairings; states are moved on by ReadBackTasks.
CREATE TABLE rounds (
  round TEXT PRIMARY KEY, as_of TEXT NOT NULL, proposed_at INTEGER NOT NULL, seed TEXT NOT NULL,
  holdout_share REAL NOT NULL, settings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE round_members (
  round TEXT NOT NULL, rep_id TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, skill TEXT NOT NULL,
  score REAL NOT NULL, arm TEXT NOT NULL, PRIMARY KEY (round, rep_id, role, kind, skill)) WITHOUT ROWID;
CREATE TABLE pairings (
  pairing_key TEXT PRIMARY KEY, kind TEXT NOT NULL, mentor_id TEXT NOT NULL, mentee_id TEXT NOT NULL, round TEXT NOT NULL,
  skill TEXT NOT NULL, quality REAL NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL,
  -- Who may decide: the mentee's manager; null while undecided.
  manager_decision TEXT, manager_reason TEXT, mentee_declined_reason TEXT,
  proposed_on TEXT NOT NULL, expires_on TEXT NOT NULL, active_from TEXT, ended_on TEXT, end_reason TEXT) WITHOUT ROWID;
CREATE TABLE unmatched (
  as_of TEXT NOT NULL, rep_id TEXT NOT NULL, role TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (as_of, rep_id, role)) WITHOUT ROWID;
-- A mentor consents once: 'invited' | 'yes' | 'no'. No row: never asked.
CREATE TABLE mentors (
  rep_id TEXT PRIMARY KEY, consent TEXT NOT NULL, decided_on TEXT, reason TEXT, invitation_key TEXT NOT NULL) WITHOUT ROWID;

-- Mentoring: PlanActivities writes what should be, ReadBackTasks what became of it.
CREATE TABLE activities (
  key TEXT PRIMARY KEY, pairing_key TEXT, activity TEXT NOT NULL, occurrence INTEGER NOT NULL, side TEXT NOT NULL,
  owner_id TEXT NOT NULL, subject TEXT NOT NULL, description TEXT NOT NULL, due_on TEXT NOT NULL, remind_at INTEGER,
  priority TEXT NOT NULL DEFAULT 'Normal', planned_on TEXT NOT NULL,
  -- planned | open | done | declined | cancelled | deleted | unconfirmed
  state TEXT NOT NULL DEFAULT 'planned',
  done_at INTEGER, grasp INTEGER, learned TEXT, obstacle TEXT, reason TEXT, unreadable TEXT) WITHOUT ROWID;
CREATE INDEX activities_by_pairing ON activities (pairing_key);

-- CrmTasks: outbox and mirror in one row. wanted, written and remote are JSON of the Task's fields.
CREATE TABLE tasks (
  key TEXT PRIMARY KEY, salesforce_id TEXT, wanted TEXT NOT NULL, written TEXT, remote TEXT,
  remote_modstamp INTEGER, is_deleted INTEGER NOT NULL DEFAULT 0,
  -- clean | pending | in_flight | unknown | refused
  outbox TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, refused_reason TEXT,
  -- what the last run did with it, as in tasks.csv
  last_outcome TEXT, last_run TEXT) WITHOUT ROWID;
CREATE INDEX tasks_by_salesforce_id ON tasks (salesforce_id);

-- Digest: the row exists before the mail goes.
CREATE TABLE mails (
  manager_id TEXT NOT NULL, week TEXT NOT NULL, message_id TEXT NOT NULL, recipient TEXT, subject TEXT NOT NULL,
  -- prepared | sending | sent | unknown | refused | skipped
  state TEXT NOT NULL, prepared_at INTEGER NOT NULL, sent_at INTEGER, detail TEXT,
  PRIMARY KEY (manager_id, week)) WITHOUT ROWID;
