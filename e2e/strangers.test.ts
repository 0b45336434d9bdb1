import { describe, expect, inject, it } from 'vitest'
import { consoleRouter, keysRouter } from '../packages/keys-router/src'
import {
  type Answer,
  type Door,
  doorsAt,
  doorsOf,
  knock,
  sendRaw,
  wrongAuthorizations,
} from '../packages/keys-router/test/strangers'

const { dashboard, secret: named } = inject('stack')
const [app = '', secret = ''] = named.split(':')

const faces = ['/api/internal/api-keys', '/api/internal/trpc/list']

/** Next makes a `Request` before any of our code runs, and a `Request` cannot be a TRACE. */
const isTrace = ({ method }: Door) => method === 'TRACE'

const internal = [
  ...doorsOf(keysRouter, '/api/internal/trpc'),
  ...doorsAt('/api/internal/api-keys'),
]

const pages = doorsOf(consoleRouter, '/api/trpc')

/** Addresses that mean the same to whoever normalises them, or to a proxy. */
const detours = [
  '/api/internal/trpc/list',
  '/api/internal/api-keys',
  '/api/trpc/keys.list',
].flatMap((path) =>
  [
    `${path}/`,
    `/${path}`,
    path.replace('/api/', '/api//'),
    path.replace('/api/', '/api/./'),
    path.replace('/api/', '/api/x/../'),
    path.replace('/api/', '/%61pi/'),
    path.replace('internal', 'INTERNAL'),
    `${path}.rsc`,
    `${path}.json`,
    `${path}.segments/_tree.segment.rsc`,
    `/fr${path}`,
    `/_next/data/build${path}.json`,
    `/sign-in${path}`,
    `${path};x=1`,
    `${path}%00`,
    `${path}#x`,
  ].map((detour): Door => ({ name: detour, method: 'GET', path: detour, headers: {} })),
)

async function answersTo(doors: readonly Door[]): Promise<(Door & { answer: Answer })[]> {
  const answers: (Door & { answer: Answer })[] = []
  for (const door of doors) answers.push({ ...door, answer: await knock(dashboard, door) })
  return answers
}

const statusesOf = (answers: { name: string; answer: Answer }[]) =>
  answers.map(({ name, answer }) => `${name}: ${answer.status}`)

const tell = (figure: string) => process.stdout.write(`${figure}\n`)

describe('the built dashboard, asked by a stranger', () => {
  it('line 23: answers whatever stands in Authorization with 401 and the same bytes', async () => {
    // Next keeps the first of two headers, and so does Node: a right one in front is a right one.
    const wrong = Object.entries(wrongAuthorizations(secret, app))
    for (const path of faces) {
      const bodies = new Set<string>()
      for (const [name, values] of wrong) {
        const headers = values.flatMap((value) => ['authorization', value])
        const { status, body } = await sendRaw(dashboard, { method: 'GET', path, headers })
        expect([name, status]).toEqual([name, 401])
        bodies.add(body)
      }
      expect(bodies.size).toBe(1)
    }
    tell(`line 23: ${wrong.length} values × ${faces.length} faces through Next: 401, one body each`)
  })

  it('line 25: finds no procedure open, in any form', async () => {
    const answers = await answersTo([...internal, ...pages].filter((door) => !isTrace(door)))
    // Traces of a proxy that does not say how it took the call: it is refused before it is read.
    const isRefusedUnread = ({ status, body }: Answer) => status === 403 && body.includes('HTTPS')
    const open = answers.filter(({ answer }) => answer.status !== 401 && !isRefusedUnread(answer))
    expect(statusesOf(open)).toEqual([])
    tell(`line 25: ${answers.length} requests through Next: refused, each`)
  })

  it('line 25: gets nothing by TRACE, and nothing of what it sent', async () => {
    const traced = [...internal, ...pages].filter(isTrace)
    const asked = traced.map((door) => ({
      ...door,
      headers: { ...door.headers, 'x-canary': 'CANARY' },
    }))
    for (const { name, answer } of await answersTo(asked)) {
      expect([name, answer.status >= 400]).toEqual([name, true])
      expect(answer.body).not.toMatch(/CANARY|AIza|"keys"|node_modules|\bat .+:\d+:\d+/)
    }
    tell(`line 25: ${traced.length} TRACE requests through Next: refused`)
  })

  it('line 25: finds no way around by another address', async () => {
    const answers = await answersTo(detours)
    const open = answers.filter(({ answer }) => answer.status >= 200 && answer.status < 300)
    // A page may answer an address under it; it never holds a key.
    expect(
      open.filter(({ answer }) => /AIza|"key"|\[\s*\{/.test(answer.body)).map(({ name }) => name),
    ).toEqual([])
    expect(answers.filter(({ answer }) => /AIzaSandbox/.test(answer.body))).toEqual([])
    tell(`line 25: ${answers.length} other addresses through Next: no key`)
  })
})
