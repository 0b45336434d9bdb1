import { fullScope } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { unlimited } from '../../test/open-doors'
import { createAdmission } from './admission'

const secret = 'admission-test-secret-0123456789-abcdefghij'
const secrets = [{ app: 'itqan-ma', secret, scope: fullScope }]
const headers = { authorization: `Bearer ${secret}` }
const logged: unknown[] = []
const log = { error: (...line: unknown[]) => void logged.push(line) }
const request = new Request('http://keys.test/api/internal/api-keys', { headers })

it('refuses a secret that came in clear, and says whose is to be replaced', async () => {
  const admit = createAdmission({ secrets, log, limiter: unlimited, isPlainHttp: () => true })
  await expect(admit(request, 1)).rejects.toThrow(
    /use https:.*replace the secret.*X-Forwarded-Proto/,
  )
  const stranger = new Request(request.url)
  await expect(admit(stranger, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(logged).toEqual([['a secret came in clear: replace it', { app: 'itqan-ma' }]])
})

it('has a caller try again while nobody can tell how it came in', async () => {
  const admit = createAdmission({ secrets, log, limiter: unlimited, isPlainHttp: () => null })
  await expect(admit(request, 1)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  const stranger = new Request(request.url)
  await expect(admit(stranger, 1)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

it('asks the limiter for as many points as there are calls, by the name of the secret', async () => {
  const taken: [string, number][] = []
  const limiter = {
    take: async (caller: string, points: number) => {
      taken.push([caller, points])
      return { isAllowed: false, retryAfterMs: 1_001 } as const
    },
  }
  const admit = createAdmission({ secrets, log, limiter })
  await expect(admit(request, 7)).rejects.toMatchObject({ retryAfter: 2 })
  expect(taken).toEqual([['itqan-ma', 7]])
})
