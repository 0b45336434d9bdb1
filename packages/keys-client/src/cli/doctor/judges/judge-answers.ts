import type { KeysErrorCode } from '@itqan/keys-contract'
import { retryAfterMs } from '../../../outcome/hint'
import type { Cause, Finding } from '../diagnosis'
import { addressOfEndpoint, portOf, rootOfApi, withProtocol } from '../endpoint'
import type { Facts, SpokenAnswer } from '../facts'
import { printable } from '../../printable'
import { isRouterAnswer, type RouterError, routerErrorIn } from '../read-answer'

const skipped: Finding = { status: 'skipped', detail: null }

/** Is it our dashboard? A call without the secret is refused by it in its own words. */
export function judgeDashboard(facts: Facts): Finding {
  const { knock, settings, endpoint } = facts
  if (!knock || !endpoint) return skipped
  const { source } = settings
  const address = settings.address ?? ''
  if (isRouterAnswer(knock)) return { status: 'ok', detail: { code: 'dashboard' } }
  if (facts.speaksTls) {
    const secure = addressOfEndpoint(withProtocol(endpoint, 'https:'))
    return failed({ code: 'http_to_tls', address: secure, source })
  }
  if (knock.kind === 'silent') return failed({ code: 'no_answer', address })
  if (knock.kind === 'broken') {
    return failed({ code: 'not_http', address, reason: knock.reason, source })
  }
  return failed(refusalOf(knock, facts))
}

export function judgeSecret(facts: Facts): Finding {
  const { list, pool } = facts
  if (!list) return skipped
  if (pool) return { status: 'ok', detail: { code: 'secret' } }
  // A stranger was answered: whoever is let wait was let in. Nobody said so, though.
  if (list.kind === 'silent') return skipped
  if (list.kind === 'broken') return failed(brokenBy(list.reason, facts))
  const refusal = refusalOfCaller(list, facts)
  return refusal ? failed(refusal) : { status: 'ok', detail: { code: 'secret' } }
}

/** Why a caller with the secret did not get to the procedure; `null` when it did. */
function refusalOfCaller(list: SpokenAnswer, facts: Facts): Cause | null {
  const error = routerErrorIn(list)
  const refusal = error && refusalIn(error, facts.settings.address ?? '')
  if (refusal) return refusal
  const isLetIn = error !== null || (list.status === 200 && !list.isHtml)
  return isLetIn && list.status !== 429 ? null : refusalOf(list, facts)
}

function refusalIn({ httpStatus, reason }: RouterError, address: string): Cause | null {
  if (reason === ('out_of_scope' satisfies KeysErrorCode)) {
    return { code: 'secret_restricted', address }
  }
  return httpStatus === 401 || httpStatus === 403 ? { code: 'secret_refused', address } : null
}

function brokenBy(reason: string, { settings, endpoint }: Facts): Cause {
  const { address, source } = settings
  // As the specification of `fetch` has it, of ports where it would meet what is no web server.
  if (reason === 'bad port' && endpoint) {
    return { code: 'port_blocked', port: portOf(endpoint), source }
  }
  return { code: 'not_http', address: address ?? '', reason, source }
}

export function judgeDatabase({ list, pool, settings }: Facts): Finding {
  if (!list) return skipped
  if (pool) return { status: 'ok', detail: { code: 'database' } }
  const error = routerErrorIn(list)
  if (list.kind !== 'spoken') return failed({ code: 'store_silent' })
  if (error && error.httpStatus >= 500) return failed(ownFailure(error))
  const { address, source } = settings
  const root = rootOfApi(address)
  return root === null
    ? failed({ code: 'not_understood', status: list.status })
    : failed({ code: 'path_too_long', address: address ?? '', root, source })
}

/** The dashboard says itself that it cannot answer. */
function ownFailure({ reason, errorId }: RouterError): Cause {
  if (reason === 'store_unavailable') return { code: 'store_unavailable', errorId }
  if (reason === 'store_busy') return { code: 'store_busy' }
  return { code: 'dashboard_failed', errorId }
}

/** What stands in the dashboard's place, or before it, by its answer. */
function refusalOf(answer: SpokenAnswer, { settings, endpoint, elsewhere = null }: Facts): Cause {
  const { status, isHtml, title } = answer
  const { source, address } = settings
  const known = knownRefusal(answer)
  if (known) return known
  if (status >= 300 && status < 400) return redirection(answer, { endpoint, source })
  const root = rootOfApi(address)
  if (status === 404 && root !== null) {
    return { code: 'path_too_long', address: address ?? '', root, source }
  }
  if (status === 200 && isHtml) return { code: 'html_answer', title, source, elsewhere }
  return { code: 'not_the_dashboard', status, source, elsewhere }
}

/** By the status alone. */
function knownRefusal(answer: SpokenAnswer): Cause | null {
  const { status, headers, receivedAt } = answer
  switch (status) {
    case 401:
    case 403:
      return { code: 'sign_in_in_front', status }
    case 407:
      return { code: 'proxy_sign_in' }
    case 429: {
      const wait = retryAfterMs(headers, receivedAt)
      return { code: 'rate_limited', retryAfterS: wait === null ? null : Math.ceil(wait / 1_000) }
    }
    default:
      return status >= 500 ? serverFailure(answer) : null
  }
}

function serverFailure(answer: SpokenAnswer): Cause {
  const { status } = answer
  const error = routerErrorIn(answer)
  if (error) return ownFailure(error)
  const isGateway = status === 502 || status === 503 || status === 504
  return { code: isGateway ? 'gateway_failed' : 'server_failed', status }
}

/** Where to, without what a query may hold; and the dashboard's new address, if it looks like one. */
function redirection(
  { headers }: SpokenAnswer,
  { endpoint, source }: { endpoint: URL | null; source: Facts['settings']['source'] },
): Cause {
  const location = headers.get('location')
  const to =
    location !== null && endpoint && URL.canParse(location, endpoint.href)
      ? new URL(location, endpoint)
      : null
  if (!to) return { code: 'redirected', to: null, moved: null, source }
  const isSamePath = to.pathname.endsWith('/api/internal/trpc/list')
  return {
    code: 'redirected',
    to: printable(`${to.origin}${to.pathname}`, 120),
    moved: isSamePath ? addressOfEndpoint(to) : null,
    source,
  }
}

const failed = (cause: Cause): Finding => ({ status: 'failed', cause })
