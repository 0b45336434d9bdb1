import { KeysError } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../fake-clock'
import { pooledKeys } from '../pooled-key'
import { answerWith, SECRET, type ScriptedDashboard, startDashboard } from '../scripted-dashboard'
import { checkOf, examine, runFor } from './examine'
import { answer, page, serveHttp, serveOnOneOf, serveTcp } from './servers'

const html = { 'content-type': 'text/html; charset=utf-8' }

/** A dashboard whose script is asked only once it has let the caller in. */
function scriptLetIn(dashboard: ScriptedDashboard, script: ReturnType<typeof answerWith>): void {
  dashboard.script('list', async (request, response) => {
    const isStranger = request.headers.authorization === undefined
    await (isStranger ? dashboard.pass(request, response) : script(request, response))
  })
}

const serving = async (...how: Parameters<typeof answer>) =>
  `http://127.0.0.1:${await serveHttp(answer(...how))}`

describe('what answers in the place of the dashboard', () => {
  it('A page is told with its title: a proxy, or another site', async () => {
    const { json, en, fr } = await examine({ url: await serving(200, html, page('Sign in')) })
    expect(json.cause).toBe('html_answer')
    expect(en).toContain('Cause: A web page (“Sign in”) answers where the API should.')
    expect(en).toContain('let the proxy pass /api/internal/ on to the dashboard')
    expect(fr).toContain('Une page web (« Sign in ») répond à la place de l’API.')
  })

  it('A title cannot write over the terminal', async () => {
    const url = await serving(200, html, page('\u001B[2Jgone\u0007'))
    const { en } = await examine({ url })
    expect(en).toContain('(“�[2Jgone�”)')
  })

  it.each([502, 503, 504])(
    'A proxy that answers %i does not reach the dashboard',
    async (status) => {
      const { json, en, fr } = await examine({ url: await serving(status, html, page('Bad')) })
      expect(json.cause).toBe('gateway_failed')
      expect(en).toContain(`Cause: A proxy answers ${status}`)
      expect(en).toContain("correct its address in the proxy's configuration")
      expect(fr).toContain(`Cause : Un proxy répond ${status}`)
    },
  )

  it('A proxy that asks for a sign-in of its own is told apart from a refused secret', async () => {
    const { json, en, fr } = await examine({ url: await serving(407, html, page('Proxy')) })
    expect(json.cause).toBe('proxy_sign_in')
    expect(en).toContain('reach the dashboard without that proxy')
    expect(fr).toContain('Ouvrez à cette machine un accès sans ce proxy')
  })

  it.each([401, 403])(
    'A sign-in in front of the dashboard (%i) is not its own answer',
    async (status) => {
      const url = await serving(status, { 'www-authenticate': 'Basic realm="staff"' })
      const { json, en, fr } = await examine({ url })
      expect(json.cause).toBe('sign_in_in_front')
      expect(en).toContain('What to do: Let /api/internal/ through')
      expect(fr).toContain('À faire : Laissez passer /api/internal/')
    },
  )

  it.each([
    ['JSON', { 'content-type': 'application/json' }, '{"error":"Not Found"}'],
    ['text', { 'content-type': 'text/plain' }, 'Not Found'],
    ['a page, as itqan-ma does', html, page('404: This page could not be found.')],
  ])('Another server that answers 404 in %s is told', async (_name, headers, body) => {
    const { json, en, fr } = await examine({ url: await serving(404, headers, body) })
    expect(json).toMatchObject({ cause: 'not_the_dashboard', details: { status: 404 } })
    expect(en).toContain('What to do: Correct --url: by default the dashboard is on port 3001')
    expect(fr).toContain('À faire : Corrigez --url : par défaut, le tableau de bord est sur 3001')
  })

  it('Another server is told with the dashboard that answers on the usual port', async () => {
    const { origin, port } = new URL((await startDashboard([])).url)
    const env = { DASHBOARD_PORT: port }
    const { en } = await examine({ url: await serving(200, {}, 'It works!'), env })
    expect(en).toContain(`A dashboard answers at ${origin}.`)
  })

  it('A service that speaks no HTTP is told', async () => {
    const port = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    const { json, en, fr } = await examine({ url: `http://127.0.0.1:${port}` })
    expect(json.cause).toBe('not_http')
    expect(en).toContain('another service may have that port')
    expect(fr).toContain('un autre service occupe peut-être ce port')
  })

  it('A server that fails before it asks for the secret leads to its log', async () => {
    const { json, en, fr } = await examine({ url: await serving(500, html, page('500')) })
    expect(json.cause).toBe('server_failed')
    expect(en).toContain('What to do: Look in its log')
    expect(fr).toContain('À faire : Consultez son journal')
  })

  it('None of them is sent the secret', async () => {
    const seen: (string | undefined)[] = []
    const port = await serveHttp((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(200, html).end(page('Sign in'))
    })
    await examine({ url: `http://127.0.0.1:${port}` })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.every((authorization) => authorization === undefined)).toBe(true)
  })
})

describe('a redirect', () => {
  it('To https:// is told with the address to set', async () => {
    const moved = 'https://keys.example/api/internal/trpc/list'
    const { json, en, fr } = await examine({ url: await serving(308, { location: moved }) })
    expect(json.cause).toBe('redirected')
    expect(en).toContain('What to do: Set --url to https://keys.example.')
    expect(fr).toContain('À faire : Mettez https://keys.example dans --url.')
  })

  it('Of those who were let in is not followed either', async () => {
    let followed = 0
    const target = await serveHttp((_request, response) => {
      followed += 1
      response.end()
    })
    const dashboard = await startDashboard(pooledKeys(1))
    scriptLetIn(dashboard, answerWith(307, { location: `http://127.0.0.1:${target}/` }))
    const { json } = await examine({ url: dashboard.url })
    expect([json.cause, followed]).toEqual(['redirected', 0])
  })

  it('To a sign-in page is told without its query, and not followed', async () => {
    let followed = 0
    const target = await serveHttp((_request, response) => {
      followed += 1
      response.end()
    })
    const location = `http://someone:word@127.0.0.1:${target}/login?next=%2Fsecret-place#here`
    const { json, en, fr } = await examine({ url: await serving(302, { location }) })
    expect(json.cause).toBe('redirected')
    expect(en).toContain(`The API is redirected to http://127.0.0.1:${target}/login:`)
    expect(en).toContain('What to do: Let /api/internal/ through without a sign-in')
    expect(fr).toContain('À faire : Laissez passer /api/internal/ sans connexion')
    expect(en + JSON.stringify(json)).not.toMatch(/next=|secret-place|someone|word@|#here/)
    expect(followed).toBe(0)
  })
})

describe('the address', () => {
  it.each(['/api/internal/trpc', '/api/internal', '/api'])(
    'One with the path of the API (%s) is told without it',
    async (path) => {
      const { url } = await startDashboard(pooledKeys(1))
      const { json, en, fr } = await examine({ url: `${url}${path}` })
      expect(json.cause).toBe('path_too_long')
      expect(en).toContain(`What to do: Set --url to ${url}.`)
      expect(fr).toContain(`À faire : Mettez ${url} dans --url.`)
    },
  )

  it('One with a path of the API that the server does not have is told without it', async () => {
    const { json } = await examine({ url: `${await serving(404, html, page('404'))}/api/keys` })
    expect(json.cause).toBe('path_too_long')
  })

  it('One with a port that fetch refuses to call is told, though the dashboard answers there', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const port = await serveOnOneOf([10080, 6697, 6669, 6566, 6000], (request, response) => {
      void dashboard.pass(request, response)
    })
    const { json, en, fr } = await examine({ url: `http://127.0.0.1:${port}` })
    expect(json).toMatchObject({ cause: 'port_blocked', details: { port } })
    expect(en).toContain('What to do: Let the dashboard listen on another port')
    expect(fr).toContain('À faire : Mettez le tableau de bord sur un autre port')
  })
})

describe('too many calls', () => {
  it('A dashboard, or a proxy, that limits calls is told with the wait that it asks for', async () => {
    const { json, en, fr } = await examine({ url: await serving(429, { 'retry-after': '30' }) })
    expect(json).toMatchObject({ cause: 'rate_limited', details: { retryAfterS: 30 } })
    expect(en).toContain('What to do: Wait 30 s')
    expect(fr).toContain('À faire : Attendez 30 s')
  })

  it('A limit for those who were let in is told as well', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    scriptLetIn(dashboard, answerWith(429))
    const { json } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('rate_limited')
  })
})

describe('the secret', () => {
  it('One that the dashboard does not have is told', async () => {
    const { url } = await startDashboard(pooledKeys(1))
    const env = { INTERNAL_API_SECRET: 'another-secret-0123456789-abcdefghijklm' }
    const { json, en, fr } = await examine({ url, env })
    expect(json.cause).toBe('secret_refused')
    expect(en).toContain(`Cause: The dashboard at ${url} does not accept this secret.`)
    expect(en).toContain('What to do: Set INTERNAL_API_SECRET here')
    expect(fr).toContain(`Cause : Le tableau de bord à l’adresse ${url} n’accepte pas ce secret.`)
  })

  it.each([
    ['reports', { canRead: false, provider: null }],
    ['another provider', { canRead: true, provider: 'openai' }],
  ])('One that is restricted to %s is told apart from a wrong one', async (_name, scope) => {
    const { url } = await startDashboard(pooledKeys(1), [{ app: 'meter', secret: SECRET, scope }])
    const { json, en, fr } = await examine({ url, provider: 'gemini' })
    expect(json.cause).toBe('secret_restricted')
    expect(en).toContain(
      `The dashboard at ${url} knows this secret, which may not read these keys.`,
    )
    expect(en).toContain('take /only-report or /provider-… from this one’s name')
    expect(fr).toContain('connaît ce secret, qui ne permet pas de lire ces clés.')
  })

  it('A proxy that refuses callers who have one is not taken for the dashboard', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    scriptLetIn(dashboard, answerWith(403, html, page('Blocked')))
    const { json } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('sign_in_in_front')
  })

  it('Of several the first is sent', async () => {
    const { url } = await startDashboard(pooledKeys(1))
    const old = 'another-secret-0123456789-abcdefghijklm'
    const first = await examine({ url, env: { INTERNAL_API_SECRET: `${SECRET},${old}` } })
    const second = await examine({ url, env: { INTERNAL_API_SECRET: `${old},${SECRET}` } })
    expect([first.json.cause, second.json.cause]).toEqual([null, 'secret_refused'])
  })
})

describe('the database of the dashboard', () => {
  it('One out of reach is told with the id under which the log has it', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.store.list = () => Promise.reject(new KeysError('store_unavailable', 'No database'))
    const { json, en, fr } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('store_unavailable')
    expect(checkOf(json, 'secret')?.status).toBe('ok')
    expect(en).toMatch(
      /correct DATABASE_URL there\. Look in the dashboard's log for the error id [\w-]{36}\./,
    )
    expect(fr).toMatch(/Cherchez l’erreur [\w-]{36} dans le journal du tableau de bord\./)
  })

  it('One that is too busy is told apart', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.store.list = () => Promise.reject(new KeysError('store_busy', 'Busy'))
    const { json } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('store_busy')
  })

  it('A failure without a name is told with its id, and nothing else of it', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.store.list = () => Promise.reject(new Error('password=hunter22'))
    const { json, en, fr } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('dashboard_failed')
    expect(json.details?.['errorId']).toMatch(/^[\w-]{36}$/)
    expect(en).toContain(`Look in the dashboard's log for the error id`)
    expect(fr).toContain('Le tableau de bord a échoué sur cet appel')
    expect(en + fr).not.toContain('hunter22')
  })

  it('An answer that is no list is not taken for one', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const body = JSON.stringify({ result: { data: { json: { keys: 'AIza-none' } } } })
    scriptLetIn(dashboard, answerWith(200, { 'content-type': 'application/json' }, body))
    const { json } = await examine({ url: dashboard.url })
    expect(json.cause).toBe('not_understood')
  })
})

describe('silence', () => {
  it('A server that accepts and never answers is told once its time is over', async () => {
    const clock = createFakeClock()
    const arrivals = countArrivals()
    const port = await serveTcp(arrivals.arrive)
    const running = runFor('fr', { url: `http://127.0.0.1:${port}`, clock })
    // The first connection is tried for itself, the second is asked, the third is offered TLS.
    await arrivals.reach(2)
    await clock.advance(4_000)
    await arrivals.reach(3)
    await clock.advance(4_000)
    const { exitCode, out } = await running
    expect(exitCode).toBe(1)
    expect(out.join(' ').replaceAll('\u00A0', ' ')).toContain(
      `Cause : http://127.0.0.1:${port} accepte les connexions et ne répond pas. À faire : Vérifiez`,
    )
  })

  it('A dashboard that hangs once it has let the caller in leads to its database', async () => {
    const clock = createFakeClock()
    const arrivals = countArrivals()
    const dashboard = await startDashboard(pooledKeys(1))
    scriptLetIn(dashboard, () => arrivals.arrive())
    const running = runFor('en', { url: dashboard.url, clock, json: true })
    await arrivals.reach(1)
    await clock.advance(4_000)
    const { out } = await running
    expect(JSON.parse(out.join(''))).toMatchObject({ cause: 'store_silent' })
  })
})

describe('a process that is asked to end', () => {
  it('Leaves whatever it waits for, without a diagnosis', async () => {
    const controller = new AbortController()
    const arrivals = countArrivals()
    const port = await serveTcp(arrivals.arrive)
    const running = runFor('en', { url: `http://127.0.0.1:${port}`, signal: controller.signal })
    await arrivals.reach(2)
    controller.abort('SIGINT')
    await expect(running).rejects.toBe('SIGINT')
  })
})

/** Who waits for the nth arrival goes on when it is there. */
function countArrivals() {
  let count = 0
  const waiting = new Map<number, () => void>()
  return {
    arrive: (): void => {
      count += 1
      waiting.get(count)?.()
    },
    reach: (wanted: number): Promise<void> =>
      count >= wanted
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.set(wanted, resolve)),
  }
}
