import type { AuditEvent, ConsoleUser } from '@itqan/keys-router'
import { expect, it, vi } from 'vitest'
import { createExportHandler } from '../../src/server/audit/export-handler'
import { listen } from '../listen'

const pages = ['one\n', 'two\n', 'three\n']

const operator = { id: 'u', role: 'operator', sessionId: 's', passwordAt: null }

/** An export on a real port, whose reader has become somebody else when the second page is read. */
async function setUp(become: ConsoleUser | null) {
  const audited: AuditEvent[] = []
  const error = vi.fn()
  const closed = vi.fn()
  const texts: string[] = []
  let user: ConsoleUser | null = operator
  async function* exportLines() {
    try {
      for (const page of pages) {
        if (page === pages[1]) {
          // A reader that is told of a break before it has read what came, reads nothing.
          await vi.waitUntil(() => texts.length > 0)
          user = become
        }
        yield page
      }
    } finally {
      closed()
    }
  }
  const getUser = vi.fn(async () => user)
  const handler = createExportHandler({
    reader: { exportLines },
    audit: { append: async (event) => void audited.push(event) },
    log: { error },
    origins: [],
    addressOf: () => null,
    getUser,
    lookForUser: async () => user,
  })
  const { url, close } = await listen(handler)
  const response = await fetch(`${url}/api/audit/export`)
  const decoder = new TextDecoder()
  const read = async () => {
    const chunks: AsyncIterable<Uint8Array> | null = response.body
    for await (const chunk of chunks ?? []) texts.push(decoder.decode(chunk))
    return 'whole'
  }
  const ending = await read().catch(() => 'broken off')
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  await close()
  return { text: texts.join(''), ending, audited, error, getUser }
}

it.each([
  ['signs out, or is disabled', null],
  ['may only look from now on', { ...operator, role: 'viewer' }],
])('breaks off for whoever %s meanwhile, and says so in the audit alone', async (_what, become) => {
  const { text, ending, audited, error } = await setUp(become)
  expect([text, ending]).toEqual(['one\n', 'broken off'])
  expect(audited.map(({ outcome, detail }) => [outcome, detail])).toEqual([
    ['ok', null],
    ['refused', 'broken off'],
  ])
  expect(error).not.toHaveBeenCalled()
})

it('gives all of it to whoever stays, and keeps no session alive after its beginning', async () => {
  const { text, ending, audited, getUser } = await setUp(operator)
  expect([text, ending]).toEqual([pages.join(''), 'whole'])
  expect(audited).toHaveLength(1)
  expect(getUser).toHaveBeenCalledOnce()
})
