import type { Clock } from '../../src/clock'
import { httpLink, type KeysLink } from '../../src/link/link'
import { SECRET } from '../scripted-dashboard'

/** A link whose streams go to another address than its calls, as long as a test wants. */
export function switchedLink(options: { url: string; clock: Clock }): {
  link: KeysLink
  /** `null`: to where calls go. */
  streamsTo(url: string | null): void
} {
  const linkTo = (url: string) =>
    httpLink({ url, secret: SECRET, timeoutMs: 5_000, clock: options.clock })
  let elsewhere: string | null = null
  return {
    link: (runtime) => {
      const usual = linkTo(options.url)(runtime)
      return (call) => {
        const isElsewhere = call.op.type === 'subscription' && elsewhere !== null
        return isElsewhere ? linkTo(elsewhere ?? '')(runtime)(call) : usual(call)
      }
    },
    streamsTo(url) {
      elsewhere = url
    },
  }
}
