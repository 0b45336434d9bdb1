import path from 'node:path'
import { type Asked, startBundled } from './bundled'

/** The provider's stand-in, in a process of its own. */
export interface SandboxProcess extends AsyncDisposable {
  /** Where it speaks as OpenAI does. */
  url: string
}

/** @param keys those that it takes. */
export async function startSandbox(keys: readonly string[]): Promise<SandboxProcess> {
  const asked: Asked = await startBundled(path.join(import.meta.dirname, 'sandbox-process.ts'))
  const url = await asked.ask<string>({ keys })
  return {
    url: `${url}/openai/v1`,
    [Symbol.asyncDispose]: () => asked[Symbol.asyncDispose](),
  }
}
