import { isInClear } from '../../../link/address'
import { addressOfEndpoint, hostOf, portOf, withProtocol } from '../endpoint'
import type { Cause, Finding } from '../diagnosis'
import type { CertificateProblem } from '../certificate-problem'
import type { Facts } from '../facts'

const skipped: Finding = { status: 'skipped', detail: null }

export function judgeSettings({ settings, endpoint }: Facts): Finding {
  const { source, secretFailure } = settings
  if (!endpoint) return failed({ code: 'url_malformed', source })
  if (!settings.allowHttp && isInClear(endpoint)) {
    const encrypted = new URL(endpoint)
    encrypted.protocol = 'https:'
    return failed({ code: 'in_clear', address: addressOfEndpoint(encrypted), source })
  }
  if (!secretFailure) return { status: 'ok', detail: { code: 'settings', source } }
  switch (secretFailure.code) {
    case 'secret_missing':
      return failed({ code: 'secret_missing' })
    case 'secret_file_unreadable':
      return failed({ code: 'secret_file_unreadable', failure: secretFailure })
    default:
      return failed({ code: 'secret_malformed', failure: secretFailure })
  }
}

export function judgeName({ name, endpoint, settings }: Facts): Finding {
  if (!name || !endpoint) return skipped
  const host = hostOf(endpoint)
  if (name.code === null) {
    return { status: 'ok', detail: { code: 'name', host, addresses: name.addresses } }
  }
  const { source, ignoredProxy } = settings
  return failed({ code: 'host_unresolved', host, reason: name.code, source, ignoredProxy })
}

export function judgeConnection(facts: Facts): Finding {
  const { connection, endpoint, elsewhere = null } = facts
  if (!connection || !endpoint) return skipped
  const target = { host: hostOf(endpoint), port: portOf(endpoint) }
  if (connection.open !== null) {
    const detail = { code: 'connection', address: connection.open, port: target.port } as const
    return { status: 'ok', detail }
  }
  const { source, ignoredProxy } = facts.settings
  const { codes } = connection
  if (codes.includes('ECONNREFUSED')) {
    return failed({ code: 'wrong_port', ...target, source, elsewhere })
  }
  const reason = codes[0] ?? 'unknown'
  return failed({ code: 'host_unreachable', ...target, reason, source, ignoredProxy })
}

export function judgeTls({ tls, endpoint, settings }: Facts): Finding {
  if (!tls || !endpoint) return skipped
  const host = hostOf(endpoint)
  const { source } = settings
  switch (tls.kind) {
    case 'unused':
      return { status: 'skipped', detail: { code: 'tls_unused' } }
    case 'trusted':
      return { status: 'ok', detail: { code: 'tls' } }
    case 'plain':
      return failed({
        code: 'https_to_plain_http',
        address: addressOfEndpoint(withProtocol(endpoint, 'http:')),
        source,
      })
    case 'failed':
      return failed({ code: 'tls_failed', host, reason: tls.code })
    case 'certificate':
      return failed(causeOf(tls.problem, { host, source }))
    default:
      return tls satisfies never
  }
}

function causeOf(
  problem: CertificateProblem,
  { host, source }: { host: string; source: Facts['settings']['source'] },
): Cause {
  switch (problem.kind) {
    case 'expired':
      return { code: 'certificate_expired', host, at: problem.at }
    case 'not_yet_valid':
      return { code: 'certificate_not_yet_valid', host, at: problem.at }
    case 'wrong_host':
      return { code: 'certificate_wrong_host', host, names: problem.names, source }
    case 'untrusted': {
      const { issuer, isSelfSigned } = problem
      return { code: 'certificate_untrusted', host, issuer, isSelfSigned }
    }
    default:
      return problem satisfies never
  }
}

const failed = (cause: Cause): Finding => ({ status: 'failed', cause })
