import { request as send } from 'node:http'
import type { AnyTRPCRouter } from '@trpc/server'

/** What a stranger asks: one request, as it goes over the wire. */
export interface Door {
  name: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
}

const json = { 'content-type': 'application/json' }

/** Headers and queries with which people have gone around a lock of Next's, or of a proxy's. */
const tricks: Record<string, { headers?: Record<string, string>; query?: string }> = {
  'x-middleware-subrequest': { headers: { 'x-middleware-subrequest': 'middleware' } },
  'x-middleware-subrequest of src': { headers: { 'x-middleware-subrequest': 'src/middleware' } },
  'x-middleware-subrequest five times': {
    headers: { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') },
  },
  'x-middleware-subrequest of src five times': {
    headers: { 'x-middleware-subrequest': Array(5).fill('src/middleware').join(':') },
  },
  'x-middleware-subrequest of pages': {
    headers: { 'x-middleware-subrequest': 'pages/_middleware' },
  },
  'x-middleware-next': { headers: { 'x-middleware-next': '1' } },
  'x-middleware-prefetch': { headers: { 'x-middleware-prefetch': '1', purpose: 'prefetch' } },
  'an RSC header': { headers: { rsc: '1' } },
  'an RSC query': { headers: { rsc: '1' }, query: '_rsc=1a2b3' },
  'a prefetch of the router': {
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-state-tree': '%5B%22%22%5D' },
  },
  'a segment prefetch': {
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  },
  'a server action': { headers: { 'next-action': '00'.repeat(21), accept: 'text/x-component' } },
  'a data request': { headers: { 'x-nextjs-data': '1' } },
  'a revalidation': { headers: { 'x-prerender-revalidate': '1' } },
  'a method override to GET': {
    headers: { 'x-http-method-override': 'GET', 'x-method-override': 'GET' },
  },
  'a method override to POST': {
    headers: { 'x-http-method-override': 'POST' },
    query: '_method=POST',
  },
  'another path in a header': {
    headers: {
      'x-original-url': '/sign-in',
      'x-rewrite-url': '/sign-in',
      'x-invoke-path': '/sign-in',
    },
  },
  'an address of this machine': {
    headers: {
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '127.0.0.1',
      forwarded: 'for=127.0.0.1',
    },
  },
  'a host of this machine': {
    headers: { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' },
  },
  'a cookie of a session': { headers: { cookie: 'better-auth.session_token=x.y' } },
  'the secret in the query': { query: 'secret=x&token=x&authorization=Bearer%20x' },
  'a stream': { headers: { accept: 'text/event-stream' } },
  'a streamed batch': { headers: { 'trpc-accept': 'application/jsonl' }, query: 'batch=1' },
  'connection parameters': { query: 'connectionParams=1' },
}

const methods = ['GET', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE']

/** Every procedure of a router in every form, as its own record names them. */
export function doorsOf(router: AnyTRPCRouter, endpoint: string): Door[] {
  return namesIn(router).flatMap((name) => [
    ...everyMethod(name, `${endpoint}/${name}`),
    ...everyTrick(name, `${endpoint}/${name}`),
    ...[`${name},${name}?batch=1`, `${name}?batch=1`, `${name}?batch=1&input=%7B%7D`].flatMap(
      (path) =>
        ['GET', 'POST'].map((method) =>
          door(`${method} of ${path}`, method, `${endpoint}/${path}`),
        ),
    ),
    door(`${name} with an input`, 'GET', `${endpoint}/${name}?input=%7B%22json%22%3A%7B%7D%7D`),
  ])
}

function namesIn(router: AnyTRPCRouter): string[] {
  return Object.keys(router._def.procedures as Record<string, unknown>)
}

/** The same for a path that is no router's. */
export function doorsAt(path: string): Door[] {
  return [...everyMethod(path, path), ...everyTrick(path, path)]
}

function everyMethod(name: string, path: string): Door[] {
  return methods.map((method) => door(`${method} of ${name}`, method, path))
}

function everyTrick(name: string, path: string): Door[] {
  return Object.entries(tricks).flatMap(([trick, { headers = {}, query }]) =>
    ['GET', 'POST'].map((method) => ({
      ...door(`${method} of ${name} with ${trick}`, method, query ? `${path}?${query}` : path),
      headers: { ...json, ...headers },
    })),
  )
}

function door(name: string, method: string, path: string): Door {
  const isWritten = method !== 'GET' && method !== 'HEAD' && method !== 'TRACE'
  return { name, method, path, headers: json, ...(isWritten && { body: '{"json":{}}' }) }
}

/** Asks as it stands: nothing is normalised, and headers may come twice. */
export function knock(url: string, { method, path, headers, body }: Door): Promise<Answer> {
  return sendRaw(url, {
    method,
    path,
    headers: Object.entries(headers).flat(),
    ...(body && { body }),
  })
}

interface RawRequest {
  method: string
  path: string
  /** Names and values in turn. */
  headers: string[]
  body?: string
}

export function sendRaw(url: string, { method, path, headers, body }: RawRequest): Promise<Answer> {
  const { hostname, port, host } = new URL(url)
  const isMeasured = body !== undefined && !headers.includes('chunked')
  const length = !isMeasured ? [] : ['content-length', String(Buffer.byteLength(body))]
  const options = { hostname, port, method, path, agent: false }
  return new Promise((resolve, reject) => {
    const request = send(
      { ...options, headers: ['host', host, ...headers, ...length] },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode: status = 0, headers: answered } = response
          resolve({ status, headers: answered, body: Buffer.concat(chunks).toString() })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** The values of `Authorization` that open nothing, by what is wrong with them. */
export function wrongAuthorizations(secret: string, app: string): Record<string, string[]> {
  return {
    'no header': [],
    'an empty header': [''],
    'the scheme alone': ['Bearer'],
    'the scheme and a space': ['Bearer '],
    'Bearer undefined': ['Bearer undefined'],
    'Bearer null': ['Bearer null'],
    'Bearer NaN': ['Bearer NaN'],
    'Bearer [object Object]': ['Bearer [object Object]'],
    'Bearer true': ['Bearer true'],
    'the variable unexpanded': ['Bearer $INTERNAL_API_SECRET'],
    'no scheme': [secret],
    'another scheme': [`Basic ${secret}`],
    'Basic credentials': [`Basic ${Buffer.from(`x:${secret}`).toString('base64')}`],
    'a scheme that only begins alike': [`Bearers ${secret}`],
    'the scheme twice': [`Bearer Bearer ${secret}`],
    'two spaces': [`Bearer  ${secret}`],
    'a tab': [`Bearer\t${secret}`],
    'a tab behind it': [`Bearer ${secret}\t.`],
    'a space within': [`Bearer ${secret.slice(0, 20)} ${secret.slice(20)}`],
    'something behind a space': [`Bearer ${secret} x`],
    'a 10 KB token': [`Bearer ${'a'.repeat(10_240)}`],
    'the secret and 4,096 more': [`Bearer ${secret}${'a'.repeat(4_096)}`],
    'its first 31 characters': [`Bearer ${secret.slice(0, 31)}`],
    'its first 32 characters': [`Bearer ${secret.slice(0, 32)}`],
    'one character less': [`Bearer ${secret.slice(0, -1)}`],
    'one character less in front': [`Bearer ${secret.slice(1)}`],
    'one character more': [`Bearer ${secret}x`],
    'another last character': [`Bearer ${secret.slice(0, -1)}~`],
    'upper case': [`Bearer ${secret.toUpperCase()}`],
    backwards: [`Bearer ${[...secret].toReversed().join('')}`],
    'a wildcard': ['Bearer *'],
    'another name': [`Bearer other:${secret}`],
    'the name alone': [`Bearer ${app}`],
    'the name without a secret': [`Bearer ${app}:`],
    'the name and a wrong secret': [`Bearer ${app}:${'x1y2z3w4'.repeat(5)}`],
    'the name twice': [`Bearer ${app}:${app}:${secret}`],
    'a restriction that it does not have': [`Bearer ${app}/only-report:${secret}`],
    'a list': [`Bearer ${secret},${secret}`],
    'two credentials in one header': [`Bearer ${secret}, Bearer ${secret}`],
    'two headers': ['Bearer undefined', 'Bearer null'],
    'two headers, the second right': ['Bearer undefined', `Bearer ${secret}`],
    quotes: [`Bearer "${secret}"`],
    'a parameter': [`Bearer token=${secret}`],
    'percent encoding': [`Bearer ${encodeURIComponent(`${secret} `)}`],
    'base64 of the secret': [`Bearer ${Buffer.from(secret).toString('base64')}`],
    'letters outside ASCII': [`Bearer ${'\u00e9'.repeat(40)}`],
    'the secret with an accent': [`Bearer ${secret}\u00e9`],
    'a non-breaking space': [`Bearer\u00a0${secret}`],
    'a session cookie': ['Bearer better-auth.session_token'],
    'a token without a signature': ['Bearer eyJhbGciOiJub25lIn0.e30.'],
  }
}
