import { type Role, roles } from '@itqan/keys-contract'
import { consoleRouter, createConsoleHandler } from '@itqan/keys-router'
import { consolePorts } from '@itqan/keys-router/test-doubles'
import { expect, it } from 'vitest'

/**
 * Who may call what, for every procedure of the pages. A procedure that is not named here fails the first
 * test: add it with the least role that may call it.
 *
 * - `viewer`: looks. Nothing changes by it, and no key is in its answer.
 * - `operator`: changes and tests keys, and sees none.
 * - `administrator`: shows a key; people, invitations and roles.
 */
const leastRole: Record<string, Role> = {
  'apps.list': 'viewer',
  'audit.page': 'viewer',
  'audit.newer': 'viewer',
  'audit.counts': 'viewer',
  'audit.keySet': 'viewer',
  'audit.state': 'viewer',
  'audit.verify': 'operator',
  'import.preview': 'operator',
  'import.add': 'operator',
  'keys.list': 'viewer',
  'keys.page': 'viewer',
  'keys.summary': 'viewer',
  'keys.ids': 'viewer',
  'keys.live': 'viewer',
  'keys.create': 'operator',
  'keys.setActive': 'operator',
  'keys.resetErrors': 'operator',
  'keys.clearCooldowns': 'operator',
  'keys.update': 'operator',
  'keys.remove': 'operator',
  'keys.undoRemove': 'operator',
  'keys.test': 'operator',
  'people.list': 'administrator',
  'people.invitations': 'administrator',
  'people.invite': 'administrator',
  'people.revoke': 'administrator',
  'people.setRole': 'administrator',
  'people.setDisabled': 'administrator',
  'people.remove': 'administrator',
  'people.unlock': 'administrator',
  'profile.read': 'viewer',
  'profile.endSession': 'viewer',
  'profile.endOtherSessions': 'viewer',
  'reveal.key': 'administrator',
  'reveal.confirmPassword': 'administrator',
  'usage.read': 'viewer',
  'usage.choices': 'viewer',
  'why.choices': 'viewer',
  'why.explain': 'viewer',
}

/** What each may do besides: those before it in the list may do more. */
const fromMostToLeast = ['administrator', 'operator', 'viewer'] as const satisfies readonly Role[]

/** Whoever may come to the door; the last two may do nothing. */
const callers = [...fromMostToLeast, 'intern', null] as const

type Verdict = 'let in' | 'FORBIDDEN' | 'UNAUTHORIZED'

const procedures = consoleRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: 'query' | 'mutation' | 'subscription' } }
>

function expected(procedure: string, caller: (typeof callers)[number]): Verdict {
  if (caller === null) return 'UNAUTHORIZED'
  const least = leastRole[procedure]
  const mayCall = fromMostToLeast.slice(0, fromMostToLeast.findIndex((role) => role === least) + 1)
  return mayCall.some((role) => role === caller) ? 'let in' : 'FORBIDDEN'
}

/** Asks with an input that is wrong everywhere: whoever gets as far as that was let in. */
async function ask(procedure: string, caller: (typeof callers)[number]): Promise<Verdict> {
  const handler = createConsoleHandler({
    ports: consolePorts(),
    origins: ['https://keys.example'],
    log: { error: () => undefined },
    getUser: async () =>
      caller && { id: 'u', role: caller, sessionId: 's', passwordAt: new Date() },
  })
  const isMutation = procedures[procedure]?._def.type === 'mutation'
  const url = `https://keys.example/api/trpc/${procedure}`
  const input = { json: { nobody: 'knows this field' } }
  const request = isMutation
    ? new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://keys.example' },
        body: JSON.stringify(input),
      })
    : new Request(`${url}?input=${encodeURIComponent(JSON.stringify(input))}`)
  const response = await handler(request)
  const text = response.ok ? '' : await response.text()
  if (response.ok) await response.body?.cancel()
  const [, code] = /"code":"(FORBIDDEN|UNAUTHORIZED)"/.exec(text) ?? []
  return code === 'FORBIDDEN' || code === 'UNAUTHORIZED' ? code : 'let in'
}

it('every procedure of the pages is in the table, and nothing else is', () => {
  expect(Object.keys(leastRole).toSorted()).toEqual(Object.keys(procedures).toSorted())
})

it('the table knows every role', () => {
  expect(fromMostToLeast.toSorted()).toEqual([...roles].toSorted())
})

it.each(Object.keys(procedures))(
  '%s lets in whom the table says, and nobody else',
  async (name) => {
    const told = await Promise.all(callers.map(async (caller) => [caller, await ask(name, caller)]))
    expect(told).toEqual(callers.map((caller) => [caller, expected(name, caller)]))
  },
)
