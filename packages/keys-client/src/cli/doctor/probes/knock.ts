import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Answer } from '../facts'
import { printable } from '../../printable'
import { bounded, codeOf, type Site } from './site'
import { readText, spoken } from './spoken'

/**
 * Calls `list` without the secret, which is not for whoever happens to listen there. Not by `fetch`:
 * that keeps some answers, such as 407, to itself.
 */
export async function knock(site: Site): Promise<Answer> {
  try {
    return (await bounded(site, (signal) => get(site, signal))) ?? { kind: 'silent' }
  } catch (error) {
    site.signal.throwIfAborted()
    return { kind: 'broken', reason: printable(codeOf(error), 60) }
  }
}

async function get({ endpoint, clock }: Site, signal: AbortSignal): Promise<Answer> {
  const sentAt = clock.now()
  const response = await head(new URL(`${endpoint.pathname}/list`, endpoint), signal)
  const receivedAt = clock.now()
  const headers = new Headers()
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = response.statusCode ?? 0
  return spoken(await readText(response), { status, headers, sentAt, receivedAt })
}

function head(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = open(url, { agent: false, signal, headers: { accept: 'application/json' } })
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}
