-- What people write besides a grasp and a lesson. shared is for others to read once the activity is done.
ALTER TABLE activities ADD COLUMN rating INTEGER;
ALTER TABLE activities ADD COLUMN expected INTEGER;
ALTER TABLE activities ADD COLUMN received INTEGER;
ALTER TABLE activities ADD COLUMN shared TEXT;
ALTER TABLE activities ADD COLUMN challenge TEXT;
