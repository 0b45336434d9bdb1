import { TESTBED_CONNECTION } from '../../testbed/postgres'
import type { Stack } from '../stack/stack'
import { aMoment, type Fault, nothing } from './fault'

const restarted = (mode: 'fast' | 'immediate', name: string): Fault => ({
  name: `PostgreSQL: ${name}`,
  disturbs: ['keys'],
  lasts: [0, 0],
  async begin({ postgres }) {
    await postgres.restart(mode)
    return nothing
  },
})

export const postgresFaults: readonly Fault[] = [
  restarted('fast', 'restarted'),
  restarted('immediate', 'crashed and started'),
  {
    name: 'PostgreSQL: paused',
    disturbs: ['keys'],
    lasts: aMoment,
    async begin({ postgres }) {
      await postgres.pause()
      return async () => postgres.resume()
    },
  },
  {
    name: 'PostgreSQL: out of connections',
    disturbs: ['keys'],
    lasts: aMoment,
    begin: holdEveryConnection,
  },
  {
    name: 'PostgreSQL: read-only',
    disturbs: ['keys'],
    lasts: aMoment,
    async begin({ ask }) {
      await ask('ALTER SYSTEM SET default_transaction_read_only = on', 'SELECT pg_reload_conf()')
      return () =>
        ask(
          'SET default_transaction_read_only = off',
          'ALTER SYSTEM RESET default_transaction_read_only',
          'SELECT pg_reload_conf()',
        )
    },
  },
  {
    name: 'PostgreSQL: LISTEN connection killed',
    disturbs: [],
    lasts: [0, 0],
    async begin({ ask }) {
      await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'keys feed'`)
      return nothing
    },
  },
]

/** Takes every connection that is left, and those of the dashboards as they fall free. */
async function holdEveryConnection({
  postgres,
  connect,
  ask,
}: Stack): Promise<() => Promise<void>> {
  const held: { end(): Promise<void> }[] = []
  const hold = async () => {
    for (;;) {
      const one = await connect(postgres.url()).catch(() => null)
      if (!one) return
      held.push(one)
    }
  }
  // There will be none to get for it.
  await ask('SELECT 1')
  await hold()
  await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND application_name <> '${TESTBED_CONNECTION}'`)
  await hold()
  return async () => void (await Promise.all(held.map((one) => one.end().catch(() => undefined))))
}
