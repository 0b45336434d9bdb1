import { knownProviders } from '@itqan/keys-contract'
import { suggest } from '../command-line/suggest'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { Io } from '../io'
import { messages } from '../messages'
import { openClient } from '../open-client'
import { readPool } from '../read-pool'
import { readSettings, type SettingsOptions } from '../settings'
import { listedKeys } from './listed-keys'
import { renderTable } from './render-table'

type Options = SettingsOptions & { provider: string | undefined; json: boolean }

/**
 * `keys list`: an empty pool is an answer too.
 *
 * @throws CliFailure when there is no answer; the reason of `io.signal` when it aborts first.
 */
export async function runList(io: Io, options: Options): Promise<ExitCode> {
  const { provider, json } = options
  const dashboard = openClient(await readSettings(io, options))
  const now = Date.now()
  try {
    const pool = await readPool(dashboard, { provider, signal: io.signal })
    const keys = listedKeys(pool, now)
    if (json) io.out(JSON.stringify({ ok: true, provider: provider ?? null, keys }))
    else if (keys.length > 0)
      io.out(renderTable(keys, { language: io.language, colors: io.colors, now }))
    else io.out(emptyPool(io, provider ?? null, dashboard.url))
    return exitCodes.ok
  } finally {
    await dashboard.client.close({ timeoutMs: 0 })
  }
}

function emptyPool({ language }: Io, provider: string | null, url: string): string {
  const nearest = provider && suggest(provider, knownProviders)
  const meant = nearest === provider ? null : nearest
  return messages[language].list.empty(provider, { url, meant })
}
