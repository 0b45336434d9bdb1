import { expect, it } from 'vitest'
import { beforeSession } from './before-session'

const endpoint = (path: string, person: object | null = {}) => ({
  path,
  context: { internalAdapter: { findUserById: async () => person } },
})

const userId = 'person'

it.each(['/sign-in/email', '/change-password', '/two-factor/disable', '/two-factor/verify-totp'])(
  'keeps that the password was given now for %s',
  async (path) => {
    const { data } = await beforeSession({ userId }, endpoint(path))
    expect(Date.now() - Number(data.passwordAt)).toBeLessThan(1_000)
  },
)

it('keeps no password for a passkey, nor for a session that nobody asked for', async () => {
  const byPasskey = await beforeSession({ userId }, endpoint('/passkey/verify-authentication'))
  expect(byPasskey.data).toEqual({})
  expect((await beforeSession({ userId }, null)).data).toEqual({})
})

it.each([new Date(0), null])(
  'leaves a session as it was where a second factor is set up in it: %j',
  async (passwordAt) => {
    const path = '/two-factor/verify-totp'
    expect((await beforeSession({ userId, passwordAt }, endpoint(path))).data).toEqual({})
  },
)

it('opens none for a person who is disabled', async () => {
  const disabled = endpoint('/sign-in/email', { disabledAt: new Date() })
  await expect(beforeSession({ userId }, disabled)).rejects.toMatchObject({ statusCode: 403 })
})
