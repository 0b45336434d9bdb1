import { randomUUID } from 'node:crypto'
import { createKeysClient, type KeysClient } from '../packages/keys-client/src'
import type { Outcome, ReportEntry } from '../packages/keys-contract/src'
import type { OperatorStack } from './operator-stack'

const HOUR_MS = 3_600_000

const pool = [
  { provider: 'gemini', name: 'Projet Atlas' },
  { provider: 'gemini', name: 'Projet Draa' },
  { provider: 'gemini', name: 'Projet Rif' },
  { provider: 'gemini', name: 'Projet Souss' },
  { provider: 'openai', name: 'Équipe contenu' },
  { provider: 'mistral', name: 'Essais' },
]

const failures: Outcome[] = ['rate_limit', 'rate_limit', 'overloaded', 'network', 'client_error']

/** A day of a small company: what pages look like with something on them. Its app stays until it is closed. */
export async function fillWithLife({ operator, stack }: OperatorStack): Promise<KeysClient> {
  const ids: string[] = []
  for (const [index, { provider, name }] of pool.entries()) {
    const key = `${provider}-${name.replaceAll(/\W/g, '')}-${String(index).repeat(20)}`
    ids.push(await operator.create({ provider, name, key }))
  }
  const client = createKeysClient({
    url: stack.dashboard,
    secret: stack.secret,
    appVersion: '2.3.1',
  })
  await client.waitUntilReady({ providers: ['gemini'] })
  const now = Date.now()
  for (let hour = 23; hour >= 0; hour -= 1) {
    const lastUsedAt = new Date(now - hour * HOUR_MS)
    const entries = ids.slice(0, 5).flatMap((keyId, index): ReportEntry[] => {
      const count = 20 + ((hour * 37 + index * 53) % 90)
      const model = index % 2 ? 'gemini-2.5-pro' : 'gemini-2.5-flash'
      const outcome = failures[(hour + index) % failures.length] ?? 'error'
      const failed = { keyId, model, outcome, count: 1 + ((hour * index) % 5), lastUsedAt }
      const ok = { keyId, model, outcome: 'ok' as const, count, lastUsedAt }
      return hour % (index + 2) === 0 ? [ok, failed] : [ok]
    })
    await client.report({ batchId: randomUUID(), entries })
  }
  const told = { count: 1, lastUsedAt: new Date(), model: 'gemini-2.5-pro' }
  const [, draa = '', rif = '', souss = ''] = ids
  await client.report({
    batchId: randomUUID(),
    entries: [
      {
        ...told,
        keyId: draa,
        outcome: 'rate_limit',
        until: new Date(now + 40 * 60_000),
        lastError: 'Quota exceeded for quota metric GenerateContent requests per minute',
      },
      {
        ...told,
        keyId: rif,
        outcome: 'invalid_key',
        exact: true,
        lastError: 'API key expired. Please renew the API key.',
      },
      {
        ...told,
        keyId: souss,
        outcome: 'billing',
        until: new Date(now + 20 * HOUR_MS),
        lastError: 'Your prepayment credits are depleted.',
      },
    ],
  })
  await operator.setActive(ids[5] ?? '', false)
  return client
}
