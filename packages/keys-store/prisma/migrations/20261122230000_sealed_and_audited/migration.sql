-- DropIndex
DROP INDEX "api_keys_provider_key_key";

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "fingerprint" TEXT,
ADD COLUMN     "kekId" TEXT;

-- CreateTable
CREATE TABLE "audit_log" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actor" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "provider" TEXT,
    "keyIds" TEXT[],
    "keySet" TEXT,
    "address" TEXT,
    "requestId" TEXT NOT NULL,
    "detail" TEXT,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_key_sets" (
    "hash" TEXT NOT NULL,
    "keyIds" TEXT[],

    CONSTRAINT "audit_key_sets_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "publicKey" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- CreateIndex
CREATE INDEX "api_keys_kekId_idx" ON "api_keys"("kekId");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_provider_fingerprint_key" ON "api_keys"("provider", "fingerprint");

-- The chain begins with the hash of nothing.
INSERT INTO "audit_head" ("id", "seq", "at", "hash") VALUES (1, 0, 'epoch', repeat('0', 64));

-- The one way in: whoever may call it can add to the chain, and can neither fork it nor choose a time.
-- Both are JSON arrays: of entries without seq, at and hashes, and of arrays of key ids (NULL for none).
-- What is hashed is a JSON array of texts and nulls, as JSON.stringify writes it too.
CREATE FUNCTION "audit_append"("entries" json, "sets" json) RETURNS SETOF "audit_log"
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  head "audit_head"%ROWTYPE;
  given "audit_log"%ROWTYPE;
  -- Whoever may not read the audit is an app.
  is_app boolean := NOT has_table_privilege(session_user, '"audit_log"'::regclass, 'SELECT');
BEGIN
  -- Who waits for a row that is updated all the time may be overtaken for ever. Here they queue.
  PERFORM pg_advisory_xact_lock('"audit_head"'::regclass::oid::bigint);
  SELECT * INTO STRICT head FROM "audit_head" WHERE "id" = 1 FOR UPDATE;
  IF sets IS NOT NULL THEN
    INSERT INTO "audit_key_sets" ("hash", "keyIds")
      SELECT encode(sha256(convert_to(array_to_json(ids)::text, 'UTF8')), 'hex'), ids
      FROM (
        SELECT ARRAY(SELECT json_array_elements_text(one)) AS ids FROM json_array_elements(sets) AS one
      ) AS sent
      ON CONFLICT DO NOTHING;
  END IF;
  -- A clock that was set back must not turn the order around.
  head."at" := greatest(date_trunc('milliseconds', clock_timestamp()), head."at");
  FOR given IN SELECT * FROM json_populate_recordset(NULL::"audit_log", entries) LOOP
    IF is_app AND given."actorKind" <> 'app' THEN
      RAISE EXCEPTION 'an app speaks for apps alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- A list that is not given has the hash of an empty one.
    given."keyIds" := coalesce(given."keyIds", '{}');
    IF given."keySet" IS NOT NULL
      AND NOT EXISTS (SELECT FROM "audit_key_sets" WHERE "hash" = given."keySet") THEN
      RAISE EXCEPTION 'the key set is not known' USING ERRCODE = 'no_data_found';
    END IF;
    head."seq" := head."seq" + 1;
    given."seq" := head."seq";
    given."at" := head."at";
    given."previousHash" := head."hash";
    head."hash" := encode(sha256(convert_to(array_to_json(ARRAY[
      given."previousHash", given."seq"::text, (extract(epoch FROM given."at") * 1000)::bigint::text,
      given."actorKind", given."actor", given."action", given."outcome", given."provider",
      array_to_json(given."keyIds")::text, given."keySet", given."address", given."requestId",
      given."detail"
    ])::text, 'UTF8')), 'hex');
    given."hash" := head."hash";
    INSERT INTO "audit_log" SELECT (given).*;
    RETURN NEXT given;
  END LOOP;
  IF FOUND THEN
    UPDATE "audit_head" SET "seq" = head."seq", "at" = head."at", "hash" = head."hash" WHERE "id" = 1;
  END IF;
END
$$;

-- It runs as its owner: no caller's table may stand before these. Nor may it wait for long.
DO $$
BEGIN
  EXECUTE format(
    'ALTER FUNCTION "audit_append"(json, json) SET search_path = %I, pg_temp SET lock_timeout = ''1500ms''',
    current_schema()
  );
END
$$;
REVOKE EXECUTE ON FUNCTION "audit_append"(json, json) FROM PUBLIC;

-- Nobody changes what was written: neither the owner by mistake nor an app by intent. Retention says
-- up to which checkpoint it removes, in a setting of its own transaction.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only ever appended to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION "audit_prune_up_to"() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('itqan.audit_prune_up_to', true), '')::bigint
$$;

CREATE FUNCTION "audit_log_is_pruned"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."seq" <= "audit_prune_up_to"()
    AND EXISTS (SELECT FROM "audit_checkpoints" WHERE "seq" = "audit_prune_up_to"()) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit is only ever appended to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION "audit_head_moves_forward"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."id" = OLD."id" AND NEW."seq" > OLD."seq" AND NEW."at" >= OLD."at"
    AND EXISTS (SELECT FROM "audit_log" WHERE "seq" = NEW."seq" AND "hash" = NEW."hash") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit''s head only moves along its chain' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- One that lies ahead of the chain would stop all signing, and could never be removed.
CREATE FUNCTION "audit_checkpoint_is_of_the_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "audit_log" WHERE "seq" = NEW."seq" AND "hash" = NEW."hash") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a checkpoint stands where an entry does' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE ON "audit_log"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_log_pruned" BEFORE DELETE ON "audit_log"
  FOR EACH ROW EXECUTE FUNCTION "audit_log_is_pruned"();
CREATE TRIGGER "audit_log_no_truncate" BEFORE TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();

CREATE TRIGGER "audit_key_sets_append_only" BEFORE UPDATE ON "audit_key_sets"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_key_sets_pruned" BEFORE DELETE ON "audit_key_sets"
  FOR EACH ROW WHEN ("audit_prune_up_to"() IS NULL) EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_key_sets_no_truncate" BEFORE TRUNCATE ON "audit_key_sets"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();

CREATE TRIGGER "audit_head_forward" BEFORE UPDATE ON "audit_head"
  FOR EACH ROW EXECUTE FUNCTION "audit_head_moves_forward"();
CREATE TRIGGER "audit_head_one" BEFORE INSERT OR DELETE ON "audit_head"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_head_no_truncate" BEFORE TRUNCATE ON "audit_head"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();

CREATE TRIGGER "audit_checkpoints_append_only" BEFORE UPDATE OR DELETE ON "audit_checkpoints"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_checkpoints_of_the_chain" BEFORE INSERT ON "audit_checkpoints"
  FOR EACH ROW EXECUTE FUNCTION "audit_checkpoint_is_of_the_chain"();
CREATE TRIGGER "audit_checkpoints_no_truncate" BEFORE TRUNCATE ON "audit_checkpoints"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();

-- They look at these tables, whatever stands before them in a session.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'audit_prune_up_to', 'audit_log_is_pruned', 'audit_head_moves_forward',
    'audit_checkpoint_is_of_the_chain'
  ] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', name, current_schema());
  END LOOP;
END
$$;
