import superjson from 'superjson'
import type { Answer } from '../facts'
import { printable } from '../../printable'
import { bounded, codeOf, type Site } from './site'
import { readText, spoken } from './spoken'

/**
 * Calls a procedure with the secret, by `fetch` as the client does: where that refuses to go, a client
 * has no way either. For what has proved to be the dashboard only.
 */
export async function call(site: Site, procedure: string, input?: unknown): Promise<Answer> {
  const { endpoint } = site
  const url = new URL(`${endpoint.pathname}/${procedure}`, endpoint)
  if (input !== undefined) url.searchParams.set('input', superjson.stringify(input))
  try {
    return (await bounded(site, (signal) => get(site, url, signal))) ?? { kind: 'silent' }
  } catch (error) {
    site.signal.throwIfAborted()
    return { kind: 'broken', reason: printable(codeOf(error), 60) }
  }
}

async function get({ clock, secret }: Site, url: URL, signal: AbortSignal): Promise<Answer> {
  const headers = { authorization: `Bearer ${secret}` }
  const sentAt = clock.now()
  const response = await fetch(url, { headers, signal, redirect: 'manual' })
  const receivedAt = clock.now()
  const text = response.body ? await readText(response.body) : ''
  return spoken(text, { status: response.status, headers: response.headers, sentAt, receivedAt })
}
