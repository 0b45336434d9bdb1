import type { AuditEntryView } from '@itqan/keys-contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ORIGIN, serveAudit, type ServedAudit } from './serve-audit'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let served: ServedAudit

beforeAll(async () => {
  served = await serveAudit()
  await served.fill(4_500)
  await served.fill(1, { action: 'keys.watch', requestId: 'watch', detail: 'by hand' })
})

afterAll(() => served[Symbol.asyncDispose]())

function download(query = '', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${served.url}/api/audit/export${query}`, {
    headers: { 'x-role': 'administrator', ...headers },
  })
}

async function linesOf(response: Response): Promise<Record<string, unknown>[]> {
  const lines = (await response.text()).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

async function lastExport(): Promise<AuditEntryView | undefined> {
  const filter = { actions: ['audit.export' as const] }
  return (await served.auditReader.page({ filter, limit: 1 })).entries[0]
}

describe('the export', () => {
  it('streams every entry as a file that nothing keeps', async () => {
    const response = await download()
    expect(response.status).toBe(200)
    const { headers } = response
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-[\d-]+\.ndjson"$/,
    )
    expect(headers.get('cache-control')).toContain('no-store')
    const lines = await linesOf(response)
    expect(lines.length).toBeGreaterThan(4_500)
    expect(lines[0]).toMatchObject({ seq: 1, action: 'keys.list', actor: 'itqan-ma' })
  })

  it('is itself written down before its first byte, with who took it and not what was typed', async () => {
    const response = await download('?text=by%20hand&provider=gemini')
    expect(await lastExport()).toMatchObject({
      actor: 'the administrator',
      address: '192.0.2.7',
      outcome: 'ok',
      detail: 'by provider, text',
    })
    expect((await linesOf(response)).map(({ requestId }) => requestId)).toEqual(['watch'])
  })

  it('is for administrators and operators', async () => {
    const operator = await download('?text=by%20hand', { 'x-role': 'operator' })
    expect([operator.status, (await linesOf(operator)).length]).toEqual([200, 1])
    for (const role of ['viewer', 'nobody']) {
      expect((await download('', { 'x-role': role })).status).toBe(403)
      expect(await lastExport()).toMatchObject({ actor: `the ${role}`, outcome: 'refused' })
    }
    expect((await download('', { 'x-role': '' })).status).toBe(401)
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://elsewhere.example' }],
  ])('answers nothing to %s', async (_name, headers) => {
    const response = await download('', headers)
    expect([response.status, await response.json()]).toEqual([403, { message: 'Forbidden' }])
  })

  it('answers its own pages', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: ORIGIN }
    expect((await linesOf(await download('?text=by%20hand', headers))).length).toBe(1)
  })

  it('answers no other method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const headers = { 'x-role': 'administrator' }
      const response = await fetch(`${served.url}/api/audit/export`, { method, headers })
      expect(response.status).toBe(405)
    }
  })

  it('reads no further than its reader, and gives its place up to the next', async () => {
    const open = await Promise.all([download(), download()])
    expect((await download()).status).toBe(429)
    for (const response of open) await response.body?.cancel()
    await vi.waitFor(async () => {
      const next = await download('?text=by%20hand')
      expect(next.status).toBe(200)
      await next.text()
    }, 10_000)
  })

  it('gives nothing away while it cannot be written down', async () => {
    const append = vi
      .spyOn(served.audit, 'append')
      .mockRejectedValueOnce(new Error('10.0.0.7 away'))
    const response = await download()
    append.mockRestore()
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text).not.toContain('10.0.0.7')
    expect(text).toContain(String(served.logged.at(-1)?.['errorId']))
  })
})
