// One of many processes that append: node --import tsx audit-writer.ts <url> <name> <count>
import { createAuditLog } from '../src/audit'
import { openDatabase } from '../src/database'
import { event } from './audit-event'

const [url = '', name = '', count = '0'] = process.argv.slice(2)
const TOGETHER = 8

await using database = openDatabase({ url, maxConnections: 2 })
const log = { error: (message: string) => void process.stderr.write(`${message}\n`) }
const audit = createAuditLog({ database, log })
// All begin at once, and none while it still loads its database client.
await database.prisma.keysEpoch.count()
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
let kept = 0

/** A change that is audited with it, and often thinks better of it. */
async function change(index: number): Promise<boolean> {
  const one = event({ requestId: `${name}/${index}`, action: 'key.remove', actor: writer })
  const isKept = Math.random() < 0.5
  const changed = database.prisma.$transaction(
    async (session) => {
      await session.$executeRaw`UPDATE keys_epoch SET epoch = epoch + 1`
      await audit.appendWithin(session, one)
      if (!isKept) throw new RolledBack()
    },
    { maxWait: 60_000, timeout: 60_000 },
  )
  await changed.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  return isKept
}

class RolledBack extends Error {}

const writer = { kind: 'app', name } as const
let next = 0

let turn: Promise<boolean> = Promise.resolve(true)

/** One change at a time: sixteen processes have few connections each. */
function inTurn(index: number): Promise<boolean> {
  turn = turn.then(() => change(index))
  return turn
}

async function work(): Promise<void> {
  while (next < Number(count)) {
    const index = (next += 1)
    const isWithin = index % 10 === 0
    if (!isWithin) await audit.append(event({ requestId: `${name}/${index}`, actor: writer }))
    if (!isWithin || (await inTurn(index))) kept += 1
  }
}

await Promise.all(Array.from({ length: TOGETHER }, work))
await audit.close()
process.stdout.write(`${kept}\n`)
process.exit(0)
