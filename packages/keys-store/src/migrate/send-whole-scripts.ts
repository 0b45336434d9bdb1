import type { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { DatabaseError, type Pool } from 'pg'

/**
 * The adapter cuts a script at every semicolon, those within functions too. Sent as one, a migration is
 * also applied as a whole or not at all.
 */
export function sendWholeScripts(factory: PrismaPg, pool: Pool): PrismaPg {
  const connect = factory.connect.bind(factory)
  const executeScript = async (script: string) => {
    await pool.query(script).catch(rethrow)
  }
  factory.connect = async () => Object.assign(await connect(), { executeScript })
  return factory
}

/** As the engine takes it: it says then which statement PostgreSQL refused, and why. */
function rethrow(error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error
  const { code = 'N/A', severity = 'N/A', message, detail, column, hint } = error
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
}
