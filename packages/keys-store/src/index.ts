export { createAuthAdapter, hasPeople } from './auth-adapter'
export { openDatabase, waitForDatabase, type Database, type DatabaseOptions } from './database'
export { createKeyStore } from './store/create-key-store'
