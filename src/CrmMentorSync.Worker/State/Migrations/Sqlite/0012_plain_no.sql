-- A no in so many words stands also where the one whom the manager named instead cannot be.
ALTER TABLE activities ADD COLUMN plain_no INTEGER NOT NULL DEFAULT 0;
