export { applyMigrations } from './apply-migrations'
export { MigrationsLockedError } from './migration-lock'
export { diffSchema, writeMigration } from './write-migration'
