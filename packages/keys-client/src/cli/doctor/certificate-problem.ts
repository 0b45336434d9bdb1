import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import { printable } from '../printable'

export type CertificateProblem =
  | { kind: 'expired'; at: Date }
  | { kind: 'not_yet_valid'; at: Date }
  | { kind: 'wrong_host'; names: string[] }
  | { kind: 'untrusted'; issuer: string; isSelfSigned: boolean }

const selfSigned: ReadonlySet<string> = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT'])

const untrusted: ReadonlySet<string> = new Set([
  ...selfSigned,
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

interface Refused {
  /** Node's word for why it does not take the certificate. */
  code: string
  certificate: PeerCertificate
  host: string
  now: number
}

/**
 * What to mend first in a certificate that was not taken; `null` when it is not the certificate. A
 * certificate made for another host is not worth trusting, and one that is over will be replaced.
 */
export function certificateProblem(refused: Refused): CertificateProblem | null {
  const { code, certificate, host, now } = refused
  if (!code.startsWith('CERT_') && !code.startsWith('ERR_TLS_CERT_') && !untrusted.has(code)) {
    return null
  }
  const [from, to] = [new Date(certificate.valid_from), new Date(certificate.valid_to)]
  if (code === 'CERT_HAS_EXPIRED' || to.getTime() < now) return { kind: 'expired', at: to }
  if (code === 'CERT_NOT_YET_VALID' || from.getTime() > now) {
    return { kind: 'not_yet_valid', at: from }
  }
  if (checkServerIdentity(host, certificate)) {
    return { kind: 'wrong_host', names: namesOf(certificate) }
  }
  const issuer = printable(nameIn(certificate.issuer) || '?', 60)
  return { kind: 'untrusted', issuer, isSelfSigned: selfSigned.has(code) }
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string[] {
  const alternatives = (subjectaltname ?? '').split(', ').filter(Boolean)
  // With others there, the common name does not count.
  const names = alternatives.length > 0 ? alternatives : [nameIn(subject)]
  return names.filter(Boolean).map((name) => printable(name.replace(/^[\w ]+:/, ''), 60))
}

/** A field that stands there twice is a list. */
function nameIn(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? name?.O ?? ''].flat().join(', ')
}
