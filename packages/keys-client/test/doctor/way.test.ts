import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pooledKeys } from '../pooled-key'
import { SECRET, startDashboard } from '../scripted-dashboard'
import { checkOf, examine } from './examine'
import { freePort, serveHttp } from './servers'

describe('the port', () => {
  it('A wrong one is named, with the variable that named the address', async () => {
    const port = await freePort()
    const env = { DASHBOARD_INTERNAL_URL: `http://127.0.0.1:${port}`, DASHBOARD_PORT: `${port}` }
    const { json, en, fr } = await examine({ env })
    expect(json.cause).toBe('wrong_port')
    expect(json.details).toMatchObject({ port, host: '127.0.0.1', elsewhere: null })
    expect(en).toContain(
      `Cause: Nothing listens on port ${port} of 127.0.0.1: the connection is refused. ` +
        'What to do: Start the dashboard, or correct the port in DASHBOARD_INTERNAL_URL.',
    )
    expect(fr).toContain(
      `Cause : Rien n’écoute sur le port ${port} de 127.0.0.1 : la connexion est refusée. ` +
        'À faire : Démarrez le tableau de bord, ou corrigez le port dans DASHBOARD_INTERNAL_URL.',
    )
  })

  it('A wrong one is told with the address where a dashboard does answer', async () => {
    const { port, origin } = new URL((await startDashboard([])).url)
    const url = `http://127.0.0.1:${await freePort()}`
    const { json, en, fr } = await examine({ url, env: { DASHBOARD_PORT: port } })
    expect(json.cause).toBe('wrong_port')
    expect(en).toContain(`A dashboard answers at ${origin}. What to do: Correct the port in --url.`)
    expect(fr).toContain(`Un tableau de bord répond à l’adresse ${origin}. À faire :`)
  })

  it('Another server on the usual port is not taken for a dashboard', async () => {
    const port = await serveHttp((_request, response) => response.writeHead(401).end('no'))
    const url = `http://127.0.0.1:${await freePort()}`
    const { json } = await examine({ url, env: { DASHBOARD_PORT: `${port}` } })
    expect(json.details).toMatchObject({ elsewhere: null })
  })

  it('The default address is told to be the default', async () => {
    const port = await freePort()
    const { json, en, fr } = await examine({ env: { DASHBOARD_PORT: `${port}` } })
    expect(json).toMatchObject({ cause: 'wrong_port', address: `http://localhost:${port}` })
    expect(en).toContain('DASHBOARD_INTERNAL_URL (not set: the default was taken)')
    expect(fr).toContain('DASHBOARD_INTERNAL_URL (absente : valeur par défaut)')
  })
})

describe('the host', () => {
  it('A name that does not resolve is named', { timeout: 20_000 }, async () => {
    const { json, en, fr } = await examine({ url: 'https://dashboard.invalid:3001' })
    expect(json.cause).toBe('host_unresolved')
    expect(en).toContain('Cause: The host name dashboard.invalid does not resolve')
    expect(en).toContain("What to do: Correct --url, or this machine's DNS.")
    expect(fr).toContain('Cause : Le nom d’hôte dashboard.invalid ne correspond à aucune adresse')
  })

  it(
    'A proxy that the client ignores is told where a name does not resolve',
    { timeout: 20_000 },
    async () => {
      const env = { HTTPS_PROXY: 'http://someone:password@proxy.example:3128' }
      const { en, fr } = await examine({ url: 'https://dashboard.invalid', env })
      expect(en).toContain('HTTPS_PROXY is set, but this client does not go through a proxy.')
      expect(fr).toContain('HTTPS_PROXY est définie, mais ce client n’utilise pas de proxy.')
      expect(en + fr).not.toContain('password')
    },
  )

  it('An address that no network leads to is told apart from a wrong port', async () => {
    const { json, en, fr } = await examine({ url: 'https://255.255.255.255:3001' })
    expect(json.cause).toBe('host_unreachable')
    expect(en).toContain('What to do: Let this machine reach it, or correct --url.')
    expect(fr).toContain('Le port 3001 de 255.255.255.255 est hors d’atteinte')
  })

  it('localhost is found on whichever of its addresses the server listens', async () => {
    const { port } = new URL((await startDashboard(pooledKeys(1))).url)
    const { json } = await examine({ url: `http://localhost:${port}` })
    expect(json.cause).toBeNull()
    expect(checkOf(json, 'connection')?.detail).toBe(`127.0.0.1 accepts on port ${port}`)
  })
})

describe('the settings', () => {
  it('An address in clear beyond this machine is refused before any call', async () => {
    const url = 'http://keys.example:3001/pool'
    const { json, en, fr } = await examine({ url, env: { INTERNAL_API_SECRET: '' } })
    expect(json.cause).toBe('in_clear')
    expect(checkOf(json, 'name')?.status).toBe('skipped')
    expect(en).toContain('What to do: Set --url to https://keys.example:3001/pool.')
    expect(fr).toContain('À faire : Donnez à --url la valeur https://keys.example:3001/pool.')
  })

  it('An exception lets the doctor go on', async () => {
    const env = { INTERNAL_ALLOW_HTTP: 'yes' }
    const { json } = await examine({ url: 'http://255.255.255.255:3001', env })
    expect(json.cause).toBe('host_unreachable')
  })

  it.each(['localhost:3009', 'ftp://127.0.0.1', 'http://admin:hunter22@127.0.0.1'])(
    'An address that is none is not repeated, for it may hold a password (%s)',
    async (address) => {
      const { json, en, fr } = await examine({ env: { DASHBOARD_INTERNAL_URL: address } })
      expect(json).toMatchObject({ cause: 'url_malformed', address: null })
      expect(en).toContain('What to do: Correct DASHBOARD_INTERNAL_URL')
      expect(fr).toContain('À faire : Corrigez DASHBOARD_INTERNAL_URL')
      expect(en + fr + JSON.stringify(json)).not.toContain(address)
    },
  )

  it('A port that is none is told by the name of its variable', async () => {
    const { json, en, fr } = await examine({ env: { DASHBOARD_PORT: 'abc' } })
    expect(json).toMatchObject({ cause: 'url_malformed', address: null })
    expect(en).toContain('Cause: DASHBOARD_PORT is not a port: a number from 1 to 65535.')
    expect(fr).toContain('À faire : Corrigez DASHBOARD_PORT, par exemple en 3001')
  })

  it.each([
    ['missing', { secret: '', cause: 'secret_missing', sentence: 'is not set' }],
    ['too short', { secret: 'too-short-a-one', cause: 'secret_malformed', sentence: '32' }],
    [
      'two words',
      {
        secret: `${SECRET} ${SECRET}`,
        cause: 'secret_malformed',
        sentence: 'Copy the whole secret',
      },
    ],
  ])('A secret that is %s is found before any call', async (_title, expected) => {
    const { secret, cause, sentence } = expected
    const dashboard = await startDashboard(pooledKeys(1))
    const { json, en, fr } = await examine({
      url: dashboard.url,
      env: { INTERNAL_API_SECRET: secret },
    })
    expect(json.cause).toBe(cause)
    expect(en).toContain(sentence)
    expect(fr).toContain('INTERNAL_API_SECRET')
    expect(dashboard.requests('list')).toBe(0)
  })

  it("A secret's file that cannot be read is named", async () => {
    const { json, en, fr } = await examine({ secretFile: '/nowhere/secret' })
    expect(json).toMatchObject({ cause: 'secret_file_unreadable' })
    expect(Object.keys(json.details ?? {})).toEqual([])
    expect(en).toContain('/nowhere/secret')
    expect(fr).toContain('/nowhere/secret')
  })

  it('A secret in a file is used as one in a variable', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'keys-doctor-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const secretFile = path.join(folder, 'secret')
    await writeFile(secretFile, `${SECRET}\n`)
    const { url } = await startDashboard(pooledKeys(1))
    const { json } = await examine({ url, secretFile, env: { INTERNAL_API_SECRET: '' } })
    expect(json.cause).toBeNull()
  })
})
