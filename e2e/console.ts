import type { Page } from 'playwright-core'
import type { ManagedKey } from '../packages/keys-contract/src'

/** The dashboard's own procedures, called with the session of a page. */
export interface Console {
  keys(): Promise<ManagedKey[]>
  create(key: { provider: string; name: string; key: string }): Promise<string>
  setActive(keyId: string, isActive: boolean): Promise<void>
  remove(keyId: string): Promise<void>
}

export function createConsole(page: Page, dashboard: string): Console {
  async function call(procedure: string, input?: unknown): Promise<unknown> {
    const url = `${dashboard}/api/trpc/${procedure}`
    const response = input
      ? await page.request.post(url, { data: { json: input } })
      : await page.request.get(url)
    if (!response.ok()) throw new Error(`${procedure}: ${response.status()}`)
    const { result } = (await response.json()) as { result: { data?: { json: unknown } } }
    return result.data?.json
  }
  return {
    keys: () => call('keys.list') as Promise<ManagedKey[]>,
    create: async (key) => ((await call('keys.create', key)) as { id: string }).id,
    setActive: async (keyId, isActive) =>
      void (await call('keys.setActive', { keyIds: [keyId], isActive })),
    remove: async (keyId) => void (await call('keys.remove', { keyIds: [keyId] })),
  }
}
