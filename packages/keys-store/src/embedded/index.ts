export { EmbeddedDatabaseError } from './embedded-error'
export {
  openEmbeddedDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
} from './open-embedded-database'
export { withDatabase } from './with-database'
