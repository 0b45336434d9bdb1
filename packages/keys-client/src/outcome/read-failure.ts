import { isBrokenCall, readAgain, readAnswer } from './api-error'
import type { ProviderFailure } from './failure'
import { isBroken, isGivenUp, isUserAbort } from './network-error'
import { peek, peekText } from './safe'

/** Errors looked at, along causes and the attempts of a retry: a chain may be a ring. */
const MAX_LINKS = 12

/**
 * Reads what an SDK, or `fetch`, threw: by shape, so that neither an SDK nor its version is needed.
 * With `signal`, a call that the caller gave up is told from one that a time limit ended.
 * Never throws, whatever was thrown.
 */
export function readFailure(thrown: unknown, signal?: AbortSignal): ProviderFailure {
  try {
    return readLinks(linksOf(thrown), { thrown, signal })
  } catch {
    return without('unknown', '')
  }
}

interface Thrown {
  thrown: unknown
  signal: AbortSignal | undefined
}

function readLinks(links: unknown[], { thrown, signal }: Thrown): ProviderFailure {
  for (const link of links) {
    const read = readAgain(link)
    if (read) return read
    const answer = readAnswer(link)
    if (answer) return { kind: 'response', ...answer, message: peekText(link, 'message') }
  }
  const message = messageOf(thrown, links)
  if (links.some(isUserAbort)) return without('aborted', message)
  // A caller may abort with any reason, and `fetch` throws that very reason.
  const isReason = signal?.aborted === true && links.includes(signal.reason)
  if (isReason || links.some(isGivenUp)) {
    return without(signal?.aborted ? 'aborted' : 'network', message)
  }
  const broken = links.some((link) => isBroken(link) || isBrokenCall(link))
  return without(broken ? 'network' : 'unknown', message)
}

function without(kind: ProviderFailure['kind'], message: string): ProviderFailure {
  return { kind, status: null, headers: {}, body: null, message }
}

/** What was thrown, and all that it was caused by, the last attempt of a retry first. */
function linksOf(thrown: unknown): unknown[] {
  const links: unknown[] = []
  const waiting = [thrown]
  while (waiting.length > 0 && links.length < MAX_LINKS) {
    const link = waiting.shift()
    if (link == null || links.includes(link)) continue
    links.push(link)
    waiting.push(peek(link, 'lastError'), lastOf(peek(link, 'errors')), peek(link, 'cause'))
  }
  return links
}

function lastOf(errors: unknown): unknown {
  return Array.isArray(errors) ? (errors as unknown[]).at(-1) : undefined
}

/** "fetch failed" alone tells nobody anything: the code of its cause does. */
function messageOf(thrown: unknown, links: unknown[]): string {
  const message = typeof thrown === 'string' ? thrown : peekText(thrown, 'message')
  const code = links.map((link) => peekText(link, 'code')).find((text) => text !== '')
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
