import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import type { ChangeSignal } from './change-signal'
import {
  type ListeningConnection,
  type ListeningTimes,
  openListeningConnection,
} from './listening-connection'
import { reconnectDelay } from './reconnect-delay'

export interface EpochListenerOptions extends Partial<ListeningTimes> {
  database: Database
  log: Log
  /** How long nothing is tried where NOTIFY does not arrive, in milliseconds. Default 10 min. */
  standDownMs?: number
}

const usual = { heartbeatMs: 5_000, answerMs: 4_000, probeMs: 5_000, standDownMs: 600_000 }

/**
 * Hears of every epoch that any process commits, by LISTEN on a connection of its own. Where nothing
 * can be heard it stands down, and looks again now and then.
 */
export function createEpochListener({
  database,
  log,
  ...given
}: EpochListenerOptions): ChangeSignal {
  const { standDownMs, ...times } = { ...usual, ...given }
  const closing = new AbortController()
  const { signal } = closing
  let current: ListeningConnection | undefined
  let running: Promise<void> | undefined
  let failures = 0
  let isDeaf = false

  function hears(): void {
    if (failures > 0 || isDeaf) log.error('change feed listens again', { failures })
    failures = 0
    isDeaf = false
  }

  function isLost(error: unknown): number {
    failures += 1
    if (failures === 1) {
      log.error('change feed lost its listening connection: it polls', { code: codeOf(error) })
    }
    return reconnectDelay(failures, Math.random())
  }

  function standsDown(): number {
    if (!isDeaf) {
      log.error('change feed hears no NOTIFY, as behind a transaction pooler: it polls', {})
    }
    isDeaf = true
    return standDownMs
  }

  /** One connection from its beginning to its end. @returns how long to wait for the next. */
  async function listen(connection: ListeningConnection, wake: () => void): Promise<number> {
    try {
      // One session has nobody else in it.
      if ((await connection.open()) === 'embedded') return standDownMs
      if (!(await connection.hearsItself())) return standsDown()
      hears()
      // What was committed while nobody listened.
      wake()
      return await connection.untilLost()
    } catch (error) {
      return signal.aborted ? 0 : isLost(error)
    } finally {
      await connection.close()
    }
  }

  async function follow(wake: () => void): Promise<void> {
    while (!signal.aborted) {
      current = openListeningConnection(database, { ...times, onEpoch: wake })
      const waitMs = await listen(current, wake)
      await pause(waitMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  return {
    start(wake) {
      if (!signal.aborted) running ??= follow(wake)
    },
    async close() {
      closing.abort()
      await current?.close()
      await running
    },
  }
}
