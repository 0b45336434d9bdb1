import { createKeysClient, type KeysClient } from '../../../packages/keys-client/src'
import type { Arrival } from '../arrivals'
import type { Answer } from '../answers'
import { createRandom } from '../random'
import { PROCESSES } from '../scenario'
import { createDashboard } from './dashboard'
import type { SimKey } from '../world'
import type { Policy, Setting } from './policy'

/** What `@google/genai` throws: the status, and the body as the message. */
class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor({ status, body }: Answer) {
    super(JSON.stringify(body))
    this.status = status
  }
}

/**
 * The client itself, one for each process: its selection, classification, cooldowns, reports and stream,
 * on the simulated clock. Only the dashboard is a stand-in.
 */
export const ours: Policy = {
  name: 'ours',
  isAsync: true,
  start(setting) {
    const { world, clock, random } = setting
    const dashboard = createDashboard(world.keys, clock)
    const bySecret = new Map(world.keys.map((key) => [key.secret, key]))
    const clients = Array.from({ length: PROCESSES }, () =>
      createKeysClient({
        link: dashboard.link,
        clock,
        random: createRandom(Math.floor(random() * 2 ** 32)),
      }),
    )
    return {
      call(arrival) {
        const client = clients[arrival.process]
        if (client) void answer({ client, arrival, bySecret }, setting)
      },
      async close() {
        const closing = Promise.all(clients.map((client) => client.close()))
        await clock.run(clock.steady() + 20_000, { settle: true })
        await closing
      },
    }
  },
}

interface Wanted {
  client: KeysClient
  arrival: Arrival
  bySecret: ReadonlyMap<string, SimKey>
}

async function answer({ client, arrival, bySecret }: Wanted, setting: Setting): Promise<void> {
  const { provider, clock, log } = setting
  let number = 0
  try {
    await client.withKey('gemini', { model: arrival.model }, async (secret) => {
      const key = bySecret.get(secret)
      if (!key) throw new Error('A key that nobody made')
      number += 1
      const said = provider.ask({ arrival, key, number, now: clock.now() })
      log.attempted(arrival, key, said)
      await new Promise<void>((resolve) => clock.after(said.latency, resolve))
      if (said.status !== 200) throw new ApiError(said)
    })
  } catch {
    // Whatever it was, the log knows that the call was not answered.
  }
  log.ended(arrival, clock.steady())
}
