/**
 * The one this code was written for. A production build has no folder of migrations beside it, so the
 * name stands here; `newest-migration.test.ts` holds it to the folder.
 */
export const newestMigration = '20261123091500_notify_epoch'
