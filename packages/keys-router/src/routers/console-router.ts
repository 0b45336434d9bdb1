import { router } from '../trpc'
import { apps } from './console/apps'
import { audit } from './console/audit'
import { importKeys } from './console/import'
import { keys } from './console/keys'
import { people } from './console/people'
import { profile } from './console/profile'
import { reveal } from './console/reveal'
import { usage } from './console/usage'
import { why } from './console/why'

/** What the dashboard's pages call, at `/api/trpc`, with a session. Masked keys only. */
export const consoleRouter = router({
  apps,
  audit,
  keys,
  usage,
  import: importKeys,
  reveal,
  people,
  profile,
  why,
})

export type ConsoleRouter = typeof consoleRouter
