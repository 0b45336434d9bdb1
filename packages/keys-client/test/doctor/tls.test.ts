import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pooledKeys } from '../pooled-key'
import { SECRET, startDashboard } from '../scripted-dashboard'
import { certificateAuthority, certificateFor } from './certificates'
import { checkOf, type DoctorJson, examine } from './examine'
import { answer, type Certificate, page, serveHttp, serveHttps, serveTcp } from './servers'

/** A dashboard behind TLS, as behind a proxy that ends it. */
async function secureDashboard(certificate: Certificate): Promise<string> {
  const dashboard = await startDashboard(pooledKeys(1))
  const port = await serveHttps(certificate, (request, response) => {
    void dashboard.pass(request, response)
  })
  return `https://127.0.0.1:${port}`
}

describe('the scheme', () => {
  it('https:// to a server that speaks plain HTTP is told, with the address to set', async () => {
    const { url } = await startDashboard(pooledKeys(1))
    const { json, en, fr } = await examine({ url: url.replace('http:', 'https:') })
    expect(json.cause).toBe('https_to_plain_http')
    expect(en).toContain(`What to do: Set --url to ${url}, or put a TLS proxy in front`)
    expect(fr).toContain(`À faire : Mettez ${url} dans --url`)
  })

  it('http:// to a server that speaks TLS is told, with the address to set', async () => {
    const url = await secureDashboard(await certificateFor())
    const { json, en, fr } = await examine({ url: url.replace('https:', 'http:') })
    expect(json.cause).toBe('http_to_tls')
    expect(en).toContain(`What to do: Set --url to ${url}.`)
    expect(fr).toContain(`À faire : Mettez ${url} dans --url.`)
  })

  it('http:// to TLS is told also where the server explains it in a page, as nginx does', async () => {
    const sorry = page('400 The plain HTTP request was sent to HTTPS port')
    const plain = await serveHttp(answer(400, { 'content-type': 'text/html' }, sorry))
    const secure = await serveHttps(await certificateFor(), answer(404, {}))
    const port = await serveBoth({ plain, secure })
    const { json } = await examine({ url: `http://127.0.0.1:${port}` })
    expect(json.cause).toBe('http_to_tls')
  })

  it('https:// to what speaks neither TLS nor HTTP is a handshake that fails', async () => {
    const port = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    const { json, en, fr } = await examine({ url: `https://127.0.0.1:${port}` })
    expect(json.cause).toBe('tls_failed')
    expect(en).toContain('The TLS handshake with 127.0.0.1 fails')
    expect(fr).toContain('La négociation TLS avec 127.0.0.1 échoue')
  })
})

describe('the certificate', () => {
  it('One that is self-signed leads to NODE_EXTRA_CA_CERTS', async () => {
    const { json, en, fr } = await examine({ url: await secureDashboard(await certificateFor()) })
    expect(json.cause).toBe('certificate_untrusted')
    expect(en).toContain('it is self-signed. What to do: Set NODE_EXTRA_CA_CERTS to the PEM file')
    expect(fr).toContain('il est auto-signé. À faire : Indiquez dans NODE_EXTRA_CA_CERTS')
  })

  it('One of an unknown authority names it', async () => {
    const authority = await certificateAuthority()
    const url = await secureDashboard(await certificateFor({ authority }))
    const { json, en, fr } = await examine({ url })
    expect(json.cause).toBe('certificate_untrusted')
    expect(en).toContain('nobody here knows its authority (Test Authority)')
    expect(fr).toContain('son autorité (Test Authority) est inconnue ici')
  })

  it('One that has expired is told as such, self-signed or not', async () => {
    const url = await secureDashboard(await certificateFor({ days: [-30, -1] }))
    const { json, en, fr } = await examine({ url })
    expect(json.cause).toBe('certificate_expired')
    expect(en).toContain('What to do: Renew it on the server.')
    expect(fr).toContain('Le certificat de 127.0.0.1 a expiré le')
  })

  it('One that is not valid yet leads to the clock', async () => {
    const url = await secureDashboard(await certificateFor({ days: [2, 30] }))
    const { json, en, fr } = await examine({ url })
    expect(json.cause).toBe('certificate_not_yet_valid')
    expect(en).toContain("Look at this machine's clock first")
    expect(fr).toContain('Vérifiez d’abord l’heure de cette machine')
  })

  it('One for another host is told with the name that it has', async () => {
    const url = await secureDashboard(await certificateFor({ host: 'keys.example' }))
    const { json, en, fr } = await examine({ url })
    expect(json.cause).toBe('certificate_wrong_host')
    expect(en).toContain('The certificate is for keys.example, not for 127.0.0.1.')
    expect(fr).toContain('À faire : Mettez un nom du certificat dans --url')
  })

  it('No secret is sent to a server whose certificate is not trusted', async () => {
    const seen: (string | undefined)[] = []
    const port = await serveHttps(await certificateFor(), (request, response) => {
      seen.push(request.headers.authorization)
      response.end()
    })
    await examine({ url: `https://127.0.0.1:${port}` })
    expect(seen).toEqual([])
  })
})

describe('an authority that NODE_EXTRA_CA_CERTS names', () => {
  it.each([
    ['is trusted', { wanted: {}, cause: null }],
    [
      'does not make up for an expired certificate',
      { wanted: { days: [-30, -1] }, cause: 'certificate_expired' },
    ],
    [
      'does not make up for another host',
      { wanted: { host: 'keys.example' }, cause: 'certificate_wrong_host' },
    ],
  ] as const)(
    'It %s',
    async (_title, { wanted, cause }) => {
      const authority = await certificateAuthority()
      const url = await secureDashboard(await certificateFor({ ...wanted, authority }))
      const json = await examineInChild(url, authority)
      const status = cause === null ? 'ok' : 'failed'
      expect([json.cause, checkOf(json, 'tls')?.status]).toEqual([cause, status])
    },
    20_000,
  )
})

/** One port for both, told apart by the first byte, as nginx does. */
function serveBoth(ports: { plain: number; secure: number }): Promise<number> {
  return serveTcp((socket) => {
    socket.once('data', (first: Buffer) => {
      socket.pause()
      const inner = connect(first[0] === 0x16 ? ports.secure : ports.plain, '127.0.0.1', () => {
        inner.write(first)
        socket.pipe(inner).pipe(socket)
      })
      inner.on('error', () => socket.destroy())
    })
  })
}

async function examineInChild(url: string, authority: Certificate): Promise<DoctorJson> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keys-doctor-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'authority.pem')
  await writeFile(file, authority.cert)
  const program = fileURLToPath(new URL('doctor-in-child.ts', import.meta.url))
  const env = { NODE_EXTRA_CA_CERTS: file }
  const said = await new Promise<string>((resolve) => {
    const args = ['--import', 'tsx', program, url, SECRET]
    execFile(process.execPath, args, { env }, (_error, stdout) => resolve(stdout))
  })
  return JSON.parse(said) as DoctorJson
}
