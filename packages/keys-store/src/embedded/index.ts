export { EmbeddedDatabaseError } from './embedded-error'
export { openEmbeddedDatabase } from './open-embedded-database'
export { withDatabase } from './with-database'
