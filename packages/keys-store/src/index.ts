export { createAuthAdapter } from './auth-adapter'
export { openDatabase, type Database, type DatabaseOptions } from './database'
export { createKeyStore } from './store/create-key-store'
export { waitForDatabase } from './wait-for-database'
