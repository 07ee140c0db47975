-- A manager has one debrief Task a week; the debriefs of its talks are rows without a Task of their own.
ALTER TABLE activities ADD COLUMN carried_by TEXT;
