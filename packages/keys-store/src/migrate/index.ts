export { applyMigrations } from './apply-migrations'
export { diffSchema, writeMigration } from './write-migration'
