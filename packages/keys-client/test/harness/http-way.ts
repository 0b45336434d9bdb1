import { onTestFinished } from 'vitest'
import { createKeysClient, type KeysClient } from '../../src'
import { httpLink } from '../../src/link/link'
import { createFakeClock } from '../fake-clock'
import { createCallCount } from './call-count'
import { countConnecting } from './connecting'
import { createControls, procedures } from './controls'
import { answerWith, SECRET, startDashboard } from '../scripted-dashboard'
import { toScript } from './trouble'
import type { Site, Way } from './way'

/** Over HTTP, on a real port; with `streams` false the way there lets no stream through. */
function httpWay(name: string, isTold: boolean): Way {
  return {
    name,
    isTold,
    async open(keys): Promise<Site> {
      const dashboard = await startDashboard(keys)
      const clients = new Set<KeysClient>()
      const controls = createControls()
      const held = { calls: 0, streams: 0 }
      const calls = createCallCount()
      const clock = createFakeClock(
        () => calls.inFlight() <= held.calls && countConnecting(clients) <= held.streams,
      )
      for (const procedure of procedures) {
        dashboard.script(procedure, async (request, response) => {
          controls.pass(procedure)
          const trouble = controls.troubleAt(procedure)
          if (trouble === undefined) {
            const isBlocked = procedure === 'watch' && !isTold
            if (isBlocked) await answerWith(503)(request, response)
            else await dashboard.pass(request, response)
            return
          }
          await toScript(trouble)(request, response)
          if (trouble !== 'silence') return
          const kind = procedure === 'watch' ? 'streams' : 'calls'
          held[kind] += 1
          request.socket.once('close', () => (held[kind] -= 1))
        })
      }
      return {
        ...dashboard,
        get epoch() {
          return dashboard.epoch
        },
        clock,
        connect({ secret = SECRET, ...options } = {}) {
          const http = httpLink({ url: dashboard.url, secret, timeoutMs: 5_000, clock })
          const client = createKeysClient({ link: calls.count(http), clock, ...options })
          clients.add(client)
          onTestFinished(async () => {
            await client.close({ timeoutMs: 0 })
          })
          return client
        },
        trouble: controls.trouble,
        before: controls.before,
        endStreams: dashboard.feed.close,
      }
    },
  }
}

export const overHttp = httpWay('HTTP with the stream of changes', true)
export const overHttpPolling = httpWay('HTTP, polling only', false)
