import { KeysClientError } from '../errors'

/**
 * The router's endpoint under the dashboard's address, which may have a path of its own.
 *
 * @throws KeysClientError `rejected` when it is no address. The value may hold a password: never told.
 */
export function endpointOf(url: string): URL {
  const endpoint = URL.canParse(url) ? new URL(url) : null
  const isHttp = endpoint?.protocol === 'http:' || endpoint?.protocol === 'https:'
  // `fetch` takes no address with a password in it, and repeats it in its error.
  if (!endpoint || !isHttp || endpoint.username || endpoint.password) {
    throw new KeysClientError(
      'rejected',
      'DASHBOARD_INTERNAL_URL (option `url`) must be an http:// or https:// URL without a user name.',
    )
  }
  endpoint.pathname = `${endpoint.pathname.replace(/\/+$/, '')}/api/internal/trpc`
  endpoint.search = ''
  endpoint.hash = ''
  return endpoint
}

/**
 * Whether what is sent there can be read on the way. This machine's own names and addresses are no
 * way; a private network is one, and `0.0.0.0` is whatever the system makes of it.
 */
export function isInClear({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/** @throws KeysClientError `rejected` when the secret and every key would go in clear over a network. */
export function refuseInClear(endpoint: URL): void {
  if (!isInClear(endpoint)) return
  throw new KeysClientError(
    'rejected',
    'DASHBOARD_INTERNAL_URL (option `url`) must begin with https://: over http:// the secret and every ' +
      'key can be read on the way. On a network that nobody else is on, set INTERNAL_ALLOW_HTTP=yes (option `allowHttp`).',
  )
}

/**
 * The secret to send: the first, where several stand as in the dashboard's own environment.
 *
 * @throws KeysClientError `rejected` when it cannot be sent in a header.
 */
export function secretToSend(secret: string): string {
  // A variable that is not set comes as it is.
  const [first = ''] = typeof secret === 'string' ? secret.split(',', 1) : []
  const trimmed = first.trim()
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed
  throw new KeysClientError(
    'rejected',
    'INTERNAL_API_SECRET (option `secret`) must have at least 1 character, no space, and only ASCII.',
  )
}
