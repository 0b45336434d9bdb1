-- What the dashboard may do while it serves: manage keys and people, and append to the audit. It owns
-- nothing, so it can drop no trigger, and neither change nor remove what was written down. Migrations,
-- `keys audit prune` and backups stay with the owner. Run it again after a release:
--   psql "$DATABASE_URL" -f packages/keys-store/roles/keys-dashboard.sql
--   psql "$DATABASE_URL" -c 'CREATE ROLE dashboard LOGIN IN ROLE keys_dashboard' -c '\password dashboard'
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keys_dashboard') THEN
    CREATE ROLE keys_dashboard NOLOGIN;
  END IF;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  "api_keys", "removed_keys", "key_cooldowns", "report_batches",
  "key_usage", "consumers",
  "user", "session", "account", "verification", "twoFactor", "passkey", "invitations"
TO keys_dashboard;
GRANT SELECT, UPDATE ON "keys_epoch" TO keys_dashboard;

-- To read what was written down, to add to it by the one way there is, and to sign where it stands.
GRANT SELECT ON "audit_log", "audit_key_sets", "audit_head", "audit_checkpoints" TO keys_dashboard;
GRANT EXECUTE ON FUNCTION "audit_append"(json, json) TO keys_dashboard;
GRANT INSERT ON "audit_checkpoints" TO keys_dashboard;
GRANT SELECT, INSERT ON "audit_verifications" TO keys_dashboard;
