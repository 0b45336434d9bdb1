import type { Auth } from './auth'

/** Whether anybody can sign in: a person without a password cannot. */
export async function hasAdministrator(auth: Auth): Promise<boolean> {
  const { adapter } = await auth.$context
  const where = [{ field: 'providerId', value: 'credential' }]
  return (await adapter.count({ model: 'account', where })) > 0
}

/**
 * Makes a person who may do everything. The password is stored as a hash only, and last: cut off
 * before, the next call makes the same person whole.
 */
export async function createAdministrator(
  auth: Auth,
  person: { email: string; password: string },
): Promise<void> {
  const { internalAdapter, password } = await auth.$context
  const hash = await password.hash(person.password)
  const found = await internalAdapter.findUserByEmail(person.email)
  const user = found?.user ?? (await createPerson(auth, person.email))
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: hash,
  })
}

async function createPerson(auth: Auth, email: string): Promise<{ id: string }> {
  const { internalAdapter } = await auth.$context
  const name = email.split('@')[0] ?? email
  const role = 'administrator'
  const person = { email, name, role, emailVerified: true }
  return internalAdapter.createUser(person, { method: 'admin' })
}
