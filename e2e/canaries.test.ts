import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../packages/keys-store/src'
import { askForBrief } from './ask-for-brief'
import { type OperatorStack, startOperatorStack } from './operator-stack'
import { listenTo } from './received'

// Twenty keys that exist nowhere else are added, handed out, printed by providers' errors, sent by mistake
// and revoked. Whatever is left behind is then looked through for them.
const canaries = Array.from({ length: 20 }, (_, index) => ({
  provider: ['gemini', 'openai', 'anthropic', 'mistral'][index % 4] ?? 'gemini',
  name: `canary ${index}`,
  key: `AIzaCanary${randomBytes(18).toString('base64url')}`,
}))
const secrets = {
  INTERNAL_API_SECRET: `itqan-ma:canary-${randomBytes(24).toString('base64url')}`,
  BETTER_AUTH_SECRET: `canary-${randomBytes(24).toString('base64url')}`,
}
const values = [
  ...canaries.map(({ key }) => key),
  ...Object.values(secrets).map((secret) => secret.replace(/^itqan-ma:/, '')),
]

/** Which canaries a text holds, by their place in the list: a failing test must not print one. */
const found = (text: string) =>
  values.flatMap((value, index) => (text.includes(value) ? [index] : []))

let stack: OperatorStack
let folder: string
/** Every answer that may hold no key. */
const answers: string[] = []
/** All that the operator's browser received. */
let received: () => Promise<string>

/** Calls an address of the dashboard, as whoever holds the headers. */
async function ask(where: string, request: RequestInit = {}): Promise<string> {
  const response = await fetch(`${stack.stack.dashboard}${where}`, request)
  return response.text()
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'itqan-canaries-'))
  stack = await startOperatorStack({ ...secrets, AUDIT_SINK: `file:${folder}/audit.ndjson` })
  received = await listenTo(stack.page)
  await useAll()
})

afterAll(async () => {
  await stack?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function useAll(): Promise<void> {
  const { operator, page } = stack
  const authorization = `Bearer ${secrets.INTERNAL_API_SECRET}`
  const json = { authorization, 'content-type': 'application/json' }
  const ids: string[] = []
  for (const canary of canaries) ids.push(await operator.create(canary))
  await expect(operator.create(canaries[0] ?? { provider: '', name: '', key: '' })).rejects.toThrow(
    '409',
  )
  // An app reads them all: that answer alone may hold them.
  const listed = await ask('/api/internal/api-keys', { headers: { authorization } })
  expect(found(listed)).toHaveLength(canaries.length)
  await stack.page.reload()

  for (const [index, { key }] of canaries.entries()) {
    const keyId = ids[index] ?? ''
    const entry = { keyId, count: 1, lastUsedAt: new Date(), outcome: 'error' }
    const said = [
      `API key not valid: ${key}`,
      `GET https://provider.test/v1?key=${key} failed`,
      JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }),
    ]
    const entries = said.map((lastError) => ({ ...entry, lastError }))
    const body = {
      json: { batchId: randomUUID(), entries },
      meta: {
        values: Object.fromEntries(said.map((_, at) => [`entries.${at}.lastUsedAt`, ['Date']])),
      },
    }
    answers.push(
      await ask('/api/internal/trpc/report', {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      }),
      await ask('/api/internal/api-keys', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ keyId, success: false, error: { message: said[index % 3] } }),
      }),
      // What people send by mistake is not sent back to them.
      await ask('/api/internal/api-keys', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ keyId: key, success: true }),
      }),
      await ask('/api/internal/api-keys', {
        method: 'PATCH',
        headers: json,
        body: `{"keyId":${key}`,
      }),
      await ask('/api/internal/trpc/report', { method: 'POST', headers: json, body: key }),
      await ask(`/api/internal/trpc/${key}`, { headers: json }),
      await ask('/api/internal/api-keys', { headers: { authorization: `Bearer ${key}` } }),
      await ask('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stack.stack.dashboard },
        body: JSON.stringify({ email: 'a@b.test', password: key }),
      }),
    )
  }
  // The sandbox knows none of them: each is refused, and its answer says so.
  answers.push((await askForBrief(stack.stack.itqanMa)).text)
  answers.push(await (await fetch(stack.stack.itqanMa)).text())
  // Shown to one administrator: that answer alone may hold it.
  const shown = await page.request.post(`${stack.stack.dashboard}/api/trpc/reveal.key`, {
    data: { json: { keyId: ids[1] } },
  })
  expect(found(await shown.text())).toEqual([1])
  for (const [index, id] of ids.entries()) {
    if (index % 3 === 0) await operator.setActive(id, false)
    if (index % 5 === 0) await operator.remove(id)
  }
  await page.goto(`${stack.stack.dashboard}/keys`)
  await page.getByText('canary 1', { exact: true }).waitFor()
  for (const where of [
    'why?provider=gemini',
    'usage?by=key',
    'apps',
    'audit',
    'people',
    'account',
  ]) {
    await page.goto(`${stack.stack.dashboard}/${where}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    answers.push(await page.content())
  }
  await page.goto(`${stack.stack.dashboard}/keys`)
  await page.getByText('canary 1', { exact: true }).waitFor()
  answers.push(await page.content())
}

async function readAll(directory: string): Promise<{ files: number; hits: string[] }> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const hits: string[] = []
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name)
    if (found(await readFile(file, 'latin1')).length > 0) hits.push(file)
  }
  return { files: files.length, hits }
}

describe('line 29: twenty canaries are found', () => {
  it('in no answer but that of `list`', () => {
    expect(answers).toHaveLength(canaries.length * 8 + 9)
    expect(found(answers.join('\n'))).toEqual([])
  })

  it('in nothing that the operator’s browser received: pages, props, query cache', async () => {
    const text = await received()
    expect(text).toContain('canary 1')
    expect(found(text)).toEqual([])
  })

  it('in nothing that the apps printed', () => {
    expect(stack.output()).toContain('Ready in')
    expect(found(stack.output())).toEqual([])
  })

  it('in no line of the audit, which says who read them', async () => {
    const audit = await readFile(path.join(folder, 'audit.ndjson'), 'utf8')
    expect(audit).toContain('"keys.list"')
    expect(audit).toContain('"key.create"')
    expect(audit).toContain('"key.reveal"')
    expect(found(audit)).toEqual([])
  })

  it('in no row of the database', async () => {
    await using database = openDatabase({ url: stack.databaseUrl })
    const tables = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
    expect(tables.length).toBeGreaterThan(8)
    for (const { name } of tables) {
      const rows = await database.prisma.$queryRawUnsafe<{ row: string }[]>(
        `SELECT t::text AS row FROM "${name}" AS t`,
      )
      expect({ name, found: found(rows.map(({ row }) => row).join('\n')) }).toEqual({
        name,
        found: [],
      })
    }
  })

  it.runIf(inject('testDatabaseUrl'))('in no line of a dump', async () => {
    const { stdout } = await promisify(execFile)('pg_dump', [stack.databaseUrl], {
      maxBuffer: 2 ** 28,
    })
    expect(stdout).toContain('canary 1')
    expect(found(stdout)).toEqual([])
  })

  it.each(['dashboard', 'itqan-ma'])('in no file that %s was built into', async (app) => {
    const root = path.resolve(import.meta.dirname, '../apps', app)
    const builds = (await readdir(root)).filter((name) => name.startsWith('.next'))
    for (const build of builds) {
      const { files, hits } = await readAll(path.join(root, build))
      expect(files).toBeGreaterThan(50)
      expect(hits).toEqual([])
    }
  })
})
