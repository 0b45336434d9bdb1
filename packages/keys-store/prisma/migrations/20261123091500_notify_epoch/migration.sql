-- Whoever listens is told of each new epoch when the transaction that moved it commits: of changes by
-- every process that writes here, an app that shares the database and psql included. The payload is the
-- epoch. Two moves in one transaction are told as one or as two; both say that there is something to read.
CREATE FUNCTION "keys_epoch_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('itqan_keys_epoch', NEW."epoch"::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER "keys_epoch_notified" AFTER UPDATE ON "keys_epoch"
  FOR EACH ROW WHEN (OLD."epoch" IS DISTINCT FROM NEW."epoch") EXECUTE FUNCTION "keys_epoch_notify"();
