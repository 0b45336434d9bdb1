import { backoffDelay, reconnectBackoff } from '../../backoff'
import { systemClock } from '../../clock'
import { assertUntracked } from '../../env-file'
import { waitFor } from '../../wait'
import { createWakeups } from '../../wakeups'
import { CliFailure } from '../cli-failure'
import { type ExitCode, exitCodes } from '../exit-codes'
import { onFile } from './env-file-failure'
import { createRestarts, type Restarts } from './restarts'
import { syncFile } from './sync-file'
import type { SyncTask } from './sync-task'

/** Looked at this often without news: somebody may have edited the file, a rest may be over. */
const CHECK_MS = 60_000

/** One rotation is several changes: the ones that follow at once are waited for, in milliseconds. */
const GATHER_MS = 100

/** Keeps the file right until the signal aborts. @throws CliFailure when the first step shows it never could. */
export async function watchPool(task: SyncTask): Promise<ExitCode> {
  const { dashboard, options, signal, voice } = task
  const { client } = dashboard
  const changes = createWakeups()
  // Without the stream a step tells what is wrong, long before the minute is over.
  const stops = [client.on('update', changes.wake), client.on('disconnected', changes.wake)]
  const restarts = createRestarts(task)
  const waitIn = (ms: number, happening: Promise<unknown> | null) =>
    waitFor(happening, { clock: systemClock, until: systemClock.steady() + ms, signal })
  let failures = 0
  try {
    for (let isFirst = true; ; isFirst = false) {
      // Listening first: news during the step lead to one more after it, and never to two at once.
      const change = changes.next()
      const failure = await step(task, restarts)
      if (failure && isFirst && !isPassing(failure)) throw failure
      failures = failure ? failures + 1 : 0
      if (failure) voice.trouble(failure)
      if (isFirst) voice.watching()
      // A snapshot that nobody reads is forgotten, and the stream of changes with it.
      client.waitUntilReady({ providers: [options.provider] }).catch(() => undefined)
      await waitIn(pauseAfter(failure, failures), change.promise)
      change.cancel()
      restarts.check()
      await waitIn(GATHER_MS, null)
    }
  } catch (error) {
    if (signal.aborted && error === signal.reason) return exitCodes.ok
    throw error
  } finally {
    await restarts.ended()
    for (const stop of stops) stop()
  }
}

async function step(task: SyncTask, restarts: Restarts): Promise<CliFailure | null> {
  try {
    // Each time: a watch is long, and somebody may have added the file meanwhile.
    await onFile(task.options.file, () => assertUntracked(task.path, task.env))
    const report = await syncFile(task)
    if (task.exec) restarts.follow(report)
    else task.voice.done(report)
    return null
  } catch (error) {
    if (error instanceof CliFailure) return error
    throw error
  }
}

/** Whether waiting may mend what failed in the first step. */
function isPassing({ exitCode, code }: CliFailure): boolean {
  switch (exitCode) {
    case exitCodes.unreachable:
    case exitCodes.noKey:
    case exitCodes.exec:
      return true
    case exitCodes.file:
      return code === 'file_locked' || code === 'file_changed_meanwhile'
    case exitCodes.ok:
    case exitCodes.found:
    case exitCodes.usage:
    case exitCodes.secret:
    case exitCodes.internal:
      return false
    default:
      return exitCode satisfies never
  }
}

/** Until the next step, in milliseconds. */
function pauseAfter(failure: CliFailure | null, failures: number): number {
  // A refused secret or an empty pool is mended by a person, who is not hurried by requests.
  const isPatient =
    !failure || failure.exitCode === exitCodes.secret || failure.exitCode === exitCodes.noKey
  if (isPatient) return CHECK_MS
  return backoffDelay({ failures, ...reconnectBackoff, random: Math.random })
}
