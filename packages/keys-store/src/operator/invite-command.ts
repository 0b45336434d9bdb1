import type { Invited } from '@itqan/keys-contract'
import { createAuditLog } from '../audit'
import type { Database } from '../database'
import { createPeopleStore } from '../people'
import type { CommandLine } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { logTo, operatorOf } from './operator'
import { readAuditSinks, readDashboardUrl } from './settings'
import { withDashboardDatabase } from './with-dashboard-database'

interface Link extends Invited {
  /** Whether nobody can sign in yet: such a link ends with the first person. */
  isFirst: boolean
}

/** `keys invite`: a link that makes an administrator, for the first day and for the one that was lost. */
export async function runInvite(io: Io, line: CommandLine): Promise<ExitCode> {
  const address = readDashboardUrl(io)
  const { token, expiresAt, isFirst } = await withDashboardDatabase(io, (database) =>
    invite(io, database),
  )
  // In the fragment, which no server is sent.
  const { href } = new URL(`/${isFirst ? 'set-up' : 'invitation'}#${token}`, address)
  const { release: words } = messages[io.language]
  if (line.flag('json')) io.out(JSON.stringify({ ok: true, link: href, expiresAt, isFirst }))
  else {
    io.err(isFirst ? words.first : words.another)
    io.out(href)
  }
  return exitCodes.ok
}

async function invite(io: Io, database: Database): Promise<Link> {
  const audit = createAuditLog({ database, sinks: readAuditSinks(io), log: logTo(io) })
  try {
    const people = createPeopleStore(database, audit)
    const origin = operatorOf(io)
    const isFirst = !(await people.canAnybodySignIn())
    const invited = isFirst
      ? await people.inviteFirst(origin)
      : await people.invite({ role: 'administrator', email: null }, origin)
    return { ...invited, isFirst }
  } finally {
    await audit.close()
  }
}
