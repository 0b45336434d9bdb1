import { expect, it, onTestFinished } from 'vitest'
import { createKeysClient, fixedLink } from '..'
import { errorOf } from '../../test/error-of'

function open(keys: Record<string, string>) {
  const client = createKeysClient({ link: fixedLink(keys) })
  onTestFinished(async () => void (await client.close({ timeoutMs: 0 })))
  return client
}

it('hands out the one key of a provider, as any client does', async () => {
  const client = open({ gemini: 'AIzaFixed-one', OpenAI: 'sk-fixed-two' })
  expect(await client.withKey('gemini', async (key) => key)).toBe('AIzaFixed-one')
  expect(await client.withKey('openai', async (key) => key)).toBe('sk-fixed-two')
  expect(await client.list({ provider: 'gemini' })).toMatchObject({
    keys: [{ name: 'environment' }],
  })
  expect(client.status()).toMatchObject({ stream: 'open', reports: { pending: 2 } })
  await client.flush()
  expect(client.status().reports).toMatchObject({ pending: 0, dropped: 0 })
})

it('has no key of another provider', async () => {
  const error = await errorOf(open({ gemini: 'AIzaFixed-one' }).acquire('openai'))
  expect(error).toMatchObject({ code: 'no_key_available' })
})

it('lets a limited key rest: there is no other one', async () => {
  const client = open({ gemini: 'AIzaFixed-one' })
  const limited = async () => new Response('{}', { status: 429 })
  for (const use of [limited, async (key: string) => key]) {
    const error = await errorOf(client.withKey<unknown>('gemini', use))
    expect(error).toMatchObject({ code: 'no_key_available', reasons: [{ outcome: 'rate_limit' }] })
  }
})
