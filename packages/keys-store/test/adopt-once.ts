import { randomUUID } from 'node:crypto'
import { createAuditLog } from '../src/audit'
import { adoptFrom } from '../src/adopt/adopt-from'
import { adoptInPlace } from '../src/adopt/adopt-in-place'
import { readDatabase } from '../src/adopt/read-database'
import { openDatabase } from '../src'
import { keyringOf } from './guide-table'

// A process that a test kills: adopts in place, or from another database, says when it begins,
// and how long it took.
const [url = '', keys = '', from] = process.argv.slice(2)
const database = openDatabase({ url })
const audit = createAuditLog({ database, log: { error: () => undefined } })
const options = {
  database,
  audit,
  keyring: keyringOf(keys),
  origin: { actor: { kind: 'operator', name: null }, address: null, requestId: randomUUID() },
  onVerdict: () => undefined,
} as const
process.stdout.write('begins\n')
const began = performance.now()
await (from ? adoptFrom(await readDatabase(from), options) : adoptInPlace(options))
process.stdout.write(`ends after ${performance.now() - began} ms\n`, () => process.exit())
