import { isIP } from 'node:net'
import { connect, type PeerCertificate } from 'node:tls'
import { certificateProblem } from '../certificate-problem'
import type { TlsFact } from '../facts'
import { knock } from './knock'
import { hostOf, portOf, withProtocol } from '../endpoint'
import { bounded, codeOf, type Site } from './site'

/** A handshake as `fetch` makes it. What went wrong is looked at on connections that carry nothing. */
export async function shakeHands(site: Site): Promise<TlsFact> {
  if (site.endpoint.protocol !== 'https:') return { kind: 'unused' }
  const code = await refusalOf(site)
  if (code === null) return { kind: 'trusted' }
  const certificate = await certificateOf(site)
  const host = hostOf(site.endpoint)
  const problem =
    certificate && certificateProblem({ code, certificate, host, now: site.clock.now() })
  if (problem) return { kind: 'certificate', problem }
  return !certificate && (await speaksPlainHttp(site))
    ? { kind: 'plain' }
    : { kind: 'failed', code }
}

/** Whether the server speaks TLS, with whatever certificate. */
export async function speaksTls(site: Site): Promise<boolean> {
  return (await certificateOf(site)) !== null
}

/** Why a client does not go on after the handshake; `null` when it does. */
async function refusalOf(site: Site): Promise<string | null> {
  try {
    const certificate = await bounded(site, (signal) => handshake(site, { signal }))
    return certificate ? null : 'ETIMEDOUT'
  } catch (error) {
    site.signal.throwIfAborted()
    return codeOf(error)
  }
}

/** The server's certificate, trusted or not; `null` when there was no handshake. */
async function certificateOf(site: Site): Promise<PeerCertificate | null> {
  try {
    return await bounded(site, (signal) => handshake(site, { signal, rejectUnauthorized: false }))
  } catch {
    site.signal.throwIfAborted()
    return null
  }
}

function handshake(
  { endpoint }: Site,
  options: { signal: AbortSignal; rejectUnauthorized?: false },
): Promise<PeerCertificate> {
  const { signal, ...trust } = options
  const host = hostOf(endpoint)
  const servername = isIP(host) ? '' : host
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: portOf(endpoint), servername, ...trust })
    signal.addEventListener('abort', () => socket.destroy(), { once: true })
    socket.on('error', reject)
    // Closed without a word, which is no error to Node.
    socket.on('close', () => reject(new Error('closed')))
    socket.on('secureConnect', () => {
      resolve(socket.getPeerCertificate())
      socket.destroy()
    })
  })
}

async function speaksPlainHttp(site: Site): Promise<boolean> {
  const endpoint = withProtocol(site.endpoint, 'http:')
  return (await knock({ ...site, endpoint })).kind === 'spoken'
}
