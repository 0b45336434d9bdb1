-- After a backup was restored, before the first dashboard starts on it:
--   psql "$DATABASE_URL" --set ON_ERROR_STOP=1 --file deploy/sql/after-restore.sql
BEGIN;

-- Apps know epochs that the backup had not reached, and would miss what is changed until it reaches them
-- again. Counted from 0, it lies behind all that an app can know: each asks for everything anew.
UPDATE "api_keys" SET "revision" = 0;
UPDATE "removed_keys" SET "revision" = 0;
UPDATE "key_cooldowns" SET "revision" = 0;
UPDATE "keys_epoch" SET "epoch" = 0;

-- Sessions and invitations that were ended since the backup would be open again.
DELETE FROM "session";
UPDATE "invitations" SET "revokedAt" = now() WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;

COMMIT;
