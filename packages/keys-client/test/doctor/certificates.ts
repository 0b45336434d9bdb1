import { generate } from 'selfsigned'
import type { Certificate } from './servers'

interface Wanted {
  /** An IP address or a host name. */
  host?: string
  /** From and to, in days from now. */
  days?: readonly [number, number]
  /** Who signs it; by default it signs itself. */
  authority?: Certificate
}

const at = (days: number): Date => new Date(Date.now() + days * 24 * 60 * 60 * 1_000)

export async function certificateFor(wanted: Wanted = {}): Promise<Certificate> {
  const { host = '127.0.0.1', days = [-1, 30], authority } = wanted
  const isAddress = /^[\d.]+$/.test(host)
  return generate([{ name: 'commonName', value: host }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: at(days[0]),
    notAfterDate: at(days[1]),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
    ...(authority ? { ca: { key: authority.private, cert: authority.cert } } : {}),
  })
}

/** One of a company's own. */
export const certificateAuthority = (): Promise<Certificate> =>
  generate([{ name: 'commonName', value: 'Test Authority' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  })
