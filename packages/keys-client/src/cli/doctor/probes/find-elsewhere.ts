import { isRouterAnswer } from '../read-answer'
import { knock } from './knock'
import { portOf } from '../endpoint'
import { type Site } from './site'

/** A dashboard on the usual port of the same machine, where the port asked for has none. */
export async function findElsewhere(site: Site): Promise<string | null> {
  if (portOf(site.endpoint) === site.usualPort) return null
  const endpoint = new URL(`http://${site.endpoint.hostname}:${site.usualPort}/api/internal/trpc`)
  const answer = await knock({ ...site, endpoint })
  return isRouterAnswer(answer) ? endpoint.origin : null
}
