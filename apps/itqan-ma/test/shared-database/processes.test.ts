import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { storeOn, testKek } from '@itqan/keys-store/test-store'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import type { Order, Totals } from './use-keys'

const PROCESSES = 50
const KEYS = 10
const SECONDS = 30

/** The end of what each process has said on its standard error. */
const lastWords = new WeakMap<ChildProcess, string>()

function startProcess(index: number, databaseUrl: string): ChildProcess {
  const child = fork(path.join(import.meta.dirname, 'use-keys.ts'), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords.set(child, ((lastWords.get(child) ?? '') + text).slice(-2_000))
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const order: Order = {
    databaseUrl,
    encryptionKeys: testKek,
    secret: `app-${index}:shared-database-secret-0123456789`,
    // Every other one makes a client anew every 3 s: it begins with what the others have counted.
    lifetimeMs: index % 2 === 0 ? 3_000 : 600_000,
  }
  child.send(order)
  return child
}

/** Whoever ends without a word is named, not waited for. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([once(child, 'message'), endOf(child)])) as [T]
  return message
}

/** Rejects when all that a process sent was read and no more can come; it may be gone before that. */
async function endOf(child: ChildProcess): Promise<never> {
  await Promise.all([once(child, 'disconnect'), once(child, 'close')])
  const how = String(child.signalCode ?? child.exitCode)
  throw new Error(`a process ended before it answered: ${how}\n${lastWords.get(child) ?? ''}`)
}

// PGlite is one session: what many processes do to each other shows on a server only.
describe.skipIf(inject('testDatabaseUrl') === null)('fifty processes on one database', () => {
  it(
    'count each use once, keep equal keys level within 5 %, and never lock each other out',
    async () => {
      await using server = await openTestDatabase()
      await using database = openDatabase({ url: server.url })
      const store = storeOn(database)
      for (let index = 0; index < KEYS; index += 1) {
        const key = `AIzaShared-${String(index).padStart(28, '0')}`
        await store.create({ provider: 'gemini', name: `key ${index}`, key }, someOrigin)
      }
      const children = Array.from({ length: PROCESSES }, (_, index) =>
        startProcess(index, server.url),
      )
      await Promise.all(children.map((child) => answerOf<'ready'>(child)))
      const end = Date.now() + SECONDS * 1_000
      const totals = await Promise.all(
        children.map((child) => {
          child.send(end)
          return answerOf<Totals>(child)
        }),
      )
      const made = totals.reduce((sum, { uses }) => sum + uses, 0)
      const counts = (await store.listManaged()).map(({ usageCount }) => usageCount)
      const spread = counts.map((count) => (count * KEYS) / made - 1)
      const [stats] = await database.prisma.$queryRaw<{ deadlocks: bigint }[]>`
        SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`
      process.stdout.write(
        `${PROCESSES} processes, ${SECONDS} s: ${made} uses, spread ${percent(Math.min(...spread))} to ${percent(Math.max(...spread))}\n`,
      )
      expect(totals).toEqual(
        totals.map(({ uses }) => ({ uses, sent: uses, pending: 0, dropped: 0 })),
      )
      expect(made).toBeGreaterThan(PROCESSES * KEYS)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(made)
      for (const deviation of spread) expect(Math.abs(deviation)).toBeLessThan(0.05)
      expect(Number(stats?.deadlocks)).toBe(0)
    },
    // Only a hang takes so long: fifty processes start one after the other where cores are few.
    20 * 60_000,
  )
})

const percent = (ratio: number) => `${(100 * ratio).toFixed(2)} %`
