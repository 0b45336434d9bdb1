import { dashboard } from './en/dashboard'
import { envFile } from './en/env-file'
import { help } from './en/help'
import { list } from './en/list'
import { sync } from './en/sync'
import { usage } from './en/usage'

/** What the `keys` command says in English. The other languages have the same entries. */
export const en = {
  secretMissing:
    'No secret. Set INTERNAL_API_SECRET, or name a file that holds it with --secret-file.',
  secretFileUnreadable: (path: string, reason: string) =>
    `The secret's file ${path} cannot be read: ${reason}.`,
  secretMalformed: (source: string, problem: string) => `${source} ${problem}.`,
  unexpected: (name: string, frames: string) =>
    `A mistake of this command (${name}): please tell who maintains it.\n${frames}`,
  usage,
  dashboard,
  envFile,
  list,
  sync,
  help,
}
