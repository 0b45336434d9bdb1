import type { AuditState } from '@itqan/keys-contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { serveAudit, type ServedAudit } from './serve-audit'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let served: ServedAudit

beforeAll(async () => {
  served = await serveAudit()
  await served.fill(300)
})

afterAll(() => served[Symbol.asyncDispose]())

function verify(role: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${served.url}/api/trpc/audit.verify`, {
    method: 'POST',
    headers: { 'x-role': role, 'content-type': 'application/json', ...headers },
  })
}

async function state(role = 'viewer'): Promise<AuditState> {
  const response = await fetch(`${served.url}/api/trpc/audit.state`, {
    headers: { 'x-role': role },
  })
  const { result } = (await response.json()) as { result: { data: { json: AuditState } } }
  return result.data.json
}

const ended = () =>
  vi.waitFor(async () => expect((await state()).verifying).toBeNull(), { timeout: 20_000 })

describe('verify now', () => {
  it('goes on behind the page, and everybody sees what came of it', async () => {
    expect((await state()).lastVerification).toBeNull()
    const answer = await (await verify('operator')).text()
    expect(answer).toContain('"isStarted":true')
    await ended()
    expect((await state()).lastVerification).toMatchObject({
      by: 'the operator',
      firstSeq: 1,
      lastSeq: 300,
      problem: null,
    })
  })

  it('is not for those who only look, nor for another site', async () => {
    expect((await verify('viewer')).status).toBe(403)
    expect((await verify('')).status).toBe(401)
    expect((await verify('operator', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    await vi.waitFor(async () => {
      const filter = { actions: ['audit.verify' as const], outcomes: ['refused' as const] }
      const { entries } = await served.auditReader.page({ filter, limit: 5 })
      expect(entries.map(({ actor }) => actor)).toEqual(['the viewer'])
    })
  })

  it('names the entry that somebody edited', async () => {
    const { prisma } = served.database
    await prisma.$transaction([
      prisma.$executeRaw`SET LOCAL session_replication_role = replica`,
      prisma.$executeRaw`UPDATE "audit_log" SET "actor" = 'nobody' WHERE "seq" = 42`,
    ])
    await verify('administrator')
    await ended()
    expect((await state()).lastVerification?.problem).toEqual({ seq: 42, kind: 'hash' })
    expect(served.logged).toContainEqual({
      message: 'The audit does not hold',
      seq: 42,
      kind: 'hash',
    })
  })
})
