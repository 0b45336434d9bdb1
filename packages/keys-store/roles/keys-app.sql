-- What an app that shares the database may do: read keys, count uses, tell rests, which includes
-- switching a key off and on. It adds, edits and deletes no key, and sees nothing of the dashboard's
-- people. Run it again after a release:
--   psql "$DATABASE_URL" -f packages/keys-store/roles/keys-app.sql
--   psql "$DATABASE_URL" -c 'CREATE ROLE itqan_ma LOGIN IN ROLE keys_app' -c '\password itqan_ma'
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keys_app') THEN
    CREATE ROLE keys_app NOLOGIN;
  END IF;
END
$$;

GRANT SELECT ON "api_keys", "keys_epoch", "removed_keys", "key_cooldowns", "report_batches" TO keys_app;

-- Of a key, what a report changes; never `key`, `provider` or `name`.
GRANT UPDATE (
  "usageCount", "errorCount", "recentErrors", "recentErrorsAt", "invalidReports", "isActive",
  "isDisabledByProvider", "lastOkAt", "lastRefusedAt", "lastUsedAt", "lastFailure", "lastFailureAt",
  "lastError", "quotaPool", "revision", "updatedAt"
) ON "api_keys" TO keys_app;
GRANT UPDATE ("epoch") ON "keys_epoch" TO keys_app;
GRANT INSERT, UPDATE, DELETE ON "key_cooldowns" TO keys_app;
-- UPDATE of one column is what its row locks ask for.
GRANT INSERT, DELETE, UPDATE ("receivedAt") ON "report_batches" TO keys_app;
GRANT SELECT, INSERT, UPDATE ("count") ON "key_usage" TO keys_app;
GRANT SELECT, INSERT, UPDATE ON "consumers" TO keys_app;

-- Who reads a key is written down first. Through this function alone: the chain is neither read nor
-- changed, and no entry gets a time of the app's choice.
GRANT EXECUTE ON FUNCTION "audit_append"(json, json) TO keys_app;
