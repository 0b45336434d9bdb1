import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { openTestStore, type TestStore } from '../open-test-store'

const KILLS = 30
const BETWEEN_KILLS_MS = 2_000
/** Between two revocations. */
const BETWEEN_MS = 100
const POLL_MS = 1_000
/** Beyond the poll, as line 7 has it: for a busy machine. */
const BOUND_MS = POLL_MS + 5_000

const program = fileURLToPath(new URL('feed-process.ts', import.meta.url))

/** A dashboard of its own process, and when its subscriber was told of each key. */
async function startDashboard(url: string) {
  const args = ['--import', 'tsx', program, url, String(POLL_MS)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const told = new Map<string, number>()
  createInterface(child.stdout).on('line', (line) => told.set(line, performance.now()))
  await vi.waitFor(() => expect([...told.keys()]).toContain('ready'), 60_000)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.stdin.end()
    return (await ended)[0] as number | null
  }
  return { told, stop }
}

/** @returns how many there were to kill. */
async function killListeners({ database }: TestStore): Promise<number> {
  const killed = await database.prisma.$queryRaw<unknown[]>`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'keys feed'`
  return killed.length
}

it.skipIf(inject('testDatabaseUrl') === null)(
  'line 11: two dashboards, whose LISTEN connections are killed every 2 s for 60 s, are told of every revocation within the poll bound',
  async () => {
    await using test = await openTestStore()
    const ids = await Promise.all(Array.from({ length: 20 }, () => test.add()))
    const dashboards = await Promise.all([startDashboard(test.url), startDashboard(test.url)])
    const late: number[] = []
    let isOver = false

    /** Switches one key off and on until the end: each time, both must be told anew. */
    async function revoke(keyId: string): Promise<void> {
      for (const dashboard of dashboards) dashboard.told.delete(keyId)
      await test.store.setActive({ keyIds: [keyId], isActive: false }, someOrigin)
      const committed = performance.now()
      for (const { told } of dashboards) {
        await vi.waitFor(() => expect(told.has(keyId)).toBe(true), BOUND_MS)
        late.push(Math.max(0, (told.get(keyId) ?? 0) - committed))
      }
      await test.store.setActive({ keyIds: [keyId], isActive: true }, someOrigin)
    }

    async function revokeAll(): Promise<void> {
      for (let turn = 0; !isOver; turn += 1) {
        await revoke(ids[turn % ids.length] ?? '')
        await pause(BETWEEN_MS)
      }
    }

    const revoking = revokeAll()
    let kills = 0
    for (let turn = 0; turn < KILLS; turn += 1) {
      await pause(BETWEEN_KILLS_MS)
      kills += await killListeners(test)
    }
    isOver = true
    await revoking

    // They came back between the kills.
    expect(kills).toBeGreaterThan(KILLS)
    expect(dashboards.some(({ told }) => told.has('ended'))).toBe(false)
    expect(await Promise.all(dashboards.map(({ stop }) => stop()))).toEqual([0, 0])
    expect(await killListeners(test)).toBe(0)
    late.sort((a, b) => a - b)
    const at = (share: number) => Math.round(late[Math.floor((late.length - 1) * share)] ?? 0)
    process.stdout.write(
      `line 11: ${late.length} told, ${kills} kills, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms\n`,
    )
  },
  180_000,
)
