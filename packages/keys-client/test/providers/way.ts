import type { KeysClient } from '../../src'
import type { SettingsOptions } from '../../src/providers'
import type { ProviderName } from './provider-pool'

/** Where a call goes, and with whose keys. */
export interface Target {
  keys: KeysClient
  /** Of the sandbox, or of what stands in for it. */
  url: string
  options?: SettingsOptions
  /** What else the app does with each request. */
  around?: (pooled: typeof fetch) => typeof fetch
}

/** One way of an app to a provider. */
export interface Way {
  title: string
  provider: ProviderName
  ask(target: Target, signal?: AbortSignal): Promise<string>
  stream(target: Target, signal?: AbortSignal): AsyncIterable<string>
  /** Whether the error is the one that this way has for a refused call. */
  isRefusal(error: unknown, status: number): boolean
}

export const prompt = 'Un site pour un fleuriste'
export const messages = [{ role: 'user' as const, content: prompt }]
export const model = 'a-model'

/** Nothing is done around a request. */
export const same = (pooled: typeof fetch) => pooled

export async function textOf(stream: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of stream) text += piece
  return text
}
