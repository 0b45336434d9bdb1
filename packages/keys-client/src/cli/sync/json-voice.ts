import type { SyncOptions } from '../command-line/sync-options'
import type { Io } from '../io'
import { messages } from '../messages'
import { isUpToDate } from './foresee'
import type { SyncReport } from './sync-task'
import type { SyncVoice } from './sync-voice'

export function createJsonVoice(io: Io, options: SyncOptions): SyncVoice {
  const { [io.language]: own } = messages
  const { provider, variable, file, mode } = options
  /** How the last step of a watch ended: `fine`, or the code of a failure. */
  let last: string | null = null
  const say = (result: object) => io.out(JSON.stringify(result))
  const about = (report: SyncReport) => ({ ...report, provider, variable, file })
  return {
    // A warning is no result.
    notIgnored: () => io.err(own.sync.notIgnored(file)),
    chosen() {},
    execStarts() {},
    execIsSlow: () => io.err(own.sync.execIsSlow),
    done(report) {
      const isNews = last !== 'fine' || report.status !== 'kept' || report.exec !== 'none'
      if (isNews) say({ ok: true, ...about(report) })
      last = 'fine'
    },
    foreseen(report) {
      if (mode !== 'check' || isUpToDate(report)) return say({ ok: true, ...about(report) })
      const { sync } = own
      const message = report.status === 'kept' ? sync.execDue : sync.outOfDate(options, report.key)
      say({ ok: false, code: 'out_of_date', message, ...about(report) })
    },
    watching: () => say({ ok: true, status: 'watching', provider, variable, file }),
    trouble(failure) {
      if (last !== failure.code) say({ ok: false, code: failure.code, message: failure.say(own) })
      last = failure.code
    },
  }
}
