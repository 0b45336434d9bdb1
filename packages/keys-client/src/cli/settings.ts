import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseInternalSecrets } from '@itqan/keys-contract'
import { secretToSend } from '../link/address'
import { CliFailure } from './cli-failure'
import { exitCodes } from './exit-codes'
import type { Io } from './io'

/** Where the dashboard is and how it knows us. The secret is in no option: others see those in `ps`. */
export interface Settings {
  url: string
  /** What named the address, to be told when it is wrong. */
  urlSource: '--url' | 'DASHBOARD_INTERNAL_URL' | 'default'
  /** An explicit exception: the secret may go in clear over a network. */
  allowHttp: boolean
  /** As it is sent. Never printed. */
  secret: string
}

export interface SettingsOptions {
  url?: string | undefined
  secretFile?: string | undefined
}

export function addressOf(io: Io, { url }: SettingsOptions): Omit<Settings, 'secret'> {
  // The same variable lets the dashboard take it.
  const allowHttp = io.env['INTERNAL_ALLOW_HTTP'] === 'yes'
  if (url) return { url, urlSource: '--url', allowHttp }
  const named = io.env['DASHBOARD_INTERNAL_URL']
  if (named) return { url: named, urlSource: 'DASHBOARD_INTERNAL_URL', allowHttp }
  return {
    url: `http://localhost:${io.env['DASHBOARD_PORT'] || 3001}`,
    urlSource: 'default',
    allowHttp,
  }
}

/** @throws CliFailure when there is no secret, or none that a dashboard could accept. */
export async function readSettings(io: Io, options: SettingsOptions): Promise<Settings> {
  return { ...addressOf(io, options), secret: await readSecret(io, options) }
}

/** Of several with commas between them, the first. */
async function readSecret(io: Io, { secretFile }: SettingsOptions): Promise<string> {
  const file = secretFile ?? io.env['INTERNAL_API_SECRET_FILE']
  const named = secretFile === undefined ? io.env['INTERNAL_API_SECRET']?.trim() : undefined
  const value = named || (file ? await readSecretFile(path.resolve(io.cwd, file)) : '')
  if (!value) {
    throw new CliFailure({
      exitCode: exitCodes.secret,
      code: 'secret_missing',
      say: (messages) => messages.secretMissing,
    })
  }
  const parsed = parseInternalSecrets(value)
  if (!parsed.ok) {
    const source = named ? 'INTERNAL_API_SECRET' : String(file)
    throw new CliFailure({
      exitCode: exitCodes.secret,
      code: 'secret_malformed',
      say: (messages) => messages.secretMalformed(source, parsed.problems.join(', ')),
    })
  }
  return secretToSend(value)
}

async function readSecretFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    throw new CliFailure({
      exitCode: exitCodes.secret,
      code: 'secret_file_unreadable',
      say: (messages) => messages.secretFileUnreadable(file, reason),
      cause,
    })
  }
}
