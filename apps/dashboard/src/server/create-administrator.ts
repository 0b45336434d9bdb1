import type { Auth } from './auth'

/** Makes a person who may do everything. The password is stored as a hash only. */
export async function createAdministrator(
  auth: Auth,
  person: { email: string; password: string },
): Promise<void> {
  const { internalAdapter, password } = await auth.$context
  const user = await internalAdapter.createUser(
    {
      email: person.email,
      name: person.email.split('@')[0] ?? person.email,
      emailVerified: true,
      role: 'administrator',
    },
    { method: 'admin' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await password.hash(person.password),
  })
}
