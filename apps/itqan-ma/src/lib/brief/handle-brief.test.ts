import { describe, expect, it, vi } from 'vitest'
import { description, startStack } from '../../../test/stack'

const order = (fields: object) => JSON.stringify({ description, locale: 'fr', ...fields })

describe('POST /api/brief', () => {
  it.each([
    ['no body', '', 400],
    ['broken JSON', '{"description":', 400],
    ['a body that is no object', '[]', 400],
    ['too short a description', order({ description: '  court   ' }), 400],
    ['too long a description', order({ description: 'a'.repeat(4001) }), 400],
    ['a description that is no text', order({ description: { toString: 1 } }), 400],
    ['a language the site does not speak', order({ locale: 'de' }), 400],
    ['more than 64 KB', order({ description: 'a'.repeat(65 * 1024) }), 413],
  ])('refuses %s and spends no key', async (_, body, status) => {
    const stack = await startStack({ keys: ['healthy'] })
    const response = await stack.post(body)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(stack.sandbox.requests()).toEqual([])
  })

  it('stops reading a body without a length', async () => {
    const stack = await startStack({ keys: ['healthy'] })
    let sent = 0
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(16 * 1024))
        sent += 1
        if (sent === 2_000) controller.close()
      },
    })
    const response = await stack.post(body, { duplex: 'half' }).catch(() => null)
    expect(response?.status ?? 413).toBe(413)
    expect(sent).toBeLessThan(1_000)
  })

  it('writes in the language of the page', async () => {
    const stack = await startStack({ keys: ['healthy'] })
    const response = await stack.post(order({ locale: 'en' }))
    expect(await response.text()).toContain('Questions')
    expect(stack.sandbox.requests()[0]?.userText).toBe(description)
  })

  it('shows a key to nobody but the provider, even when the provider prints it', async () => {
    const output = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      vi.spyOn(console, method),
    )
    const stack = await startStack({ keys: ['suspended', 'invalid', 'rate-limited-day', 'cut'] })
    const response = await stack.order()
    const seen = JSON.stringify([
      [...response.headers],
      await response.text(),
      stack.logged,
      await stack.reports(),
      output.map((spy) => spy.mock.calls),
    ])
    expect(seen).toContain('has been suspended')
    for (const { key } of stack.keys) expect(seen).not.toContain(key)
  })
})
