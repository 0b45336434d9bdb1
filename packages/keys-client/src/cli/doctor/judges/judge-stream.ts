import type { Finding } from '../diagnosis'
import type { Facts } from '../facts'

/** Without the stream changes are polled: later, and not at all a reason for having no key. */
export function judgeStream({ stream }: Facts): Finding {
  if (!stream) return { status: 'skipped', detail: null }
  switch (stream.kind) {
    case 'open':
      return { status: 'ok', detail: { code: 'stream' } }
    case 'silent':
      return { status: 'warning', warning: { code: 'stream_silent' } }
    case 'refused':
      return { status: 'warning', warning: { code: 'stream_refused', reason: stream.reason } }
    default:
      return stream satisfies never
  }
}
