import type { SyncOptions } from '../command-line/sync-options'
import type { Io } from '../io'
import { messages } from '../messages'
import type { SyncVoice } from './sync-voice'

export function createHumanVoice(io: Io, options: SyncOptions): SyncVoice {
  const { [io.language]: own } = messages
  const { sync } = own
  const { green, yellow } = io.colors
  /** How the last step of a watch ended: `fine`, or the code of a failure. */
  let last: string | null = null
  return {
    notIgnored: () => io.err(sync.notIgnored(options.file)),
    chosen({ status, key }) {
      if (status !== 'changed') return
      io.out(green(sync.changed(options, key)))
      last = 'fine'
    },
    execStarts({ isRetry }) {
      if (!isRetry) io.err(sync.execStarts)
      else if (last !== 'exec_failed') io.err(sync.execAgain)
    },
    execIsSlow: () => io.err(yellow(sync.execIsSlow)),
    done({ key }) {
      if (last !== 'fine') io.out(green(sync.kept(options, key)))
      last = 'fine'
    },
    foreseen({ status, key, exec }) {
      const isCheck = options.mode === 'check'
      const change = isCheck ? sync.outOfDate : sync.wouldChange
      if (status === 'kept') io.out(green(sync.kept(options, key)))
      else io.out(yellow(change(options, key)))
      if (exec === 'due' && !isCheck) io.out(yellow(sync.execWould))
      else if (exec === 'due' && status === 'kept') io.out(yellow(sync.execDue))
    },
    watching: () => io.err(sync.watching(options.provider)),
    trouble(failure) {
      if (last !== failure.code) io.err(`${failure.say(own)} ${sync.goesOn}`)
      last = failure.code
    },
  }
}
