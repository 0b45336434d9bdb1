import { type Clock, systemClock } from '../../clock'
import { KeysClientError } from '../../errors'
import { endpointOf } from '../../link/address'
import { CliFailure } from '../cli-failure'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { Io } from '../io'
import { addressOf, readSettings } from '../settings'
import { diagnose } from './diagnose'
import { addressOfEndpoint } from './endpoint'
import type { Facts, SettingsFact } from './facts'
import { ignoredProxy } from './ignored-proxy'
import { jsonOf } from './json'
import { printable } from '../printable'
import type { Site } from './probes/site'
import { reportOf } from './report'
import { screenOf } from './screen'

export interface DoctorOptions {
  url?: string | undefined
  secretFile?: string | undefined
  provider?: string | undefined
  model?: string | undefined
  json?: boolean | undefined
  clock?: Clock
}

/**
 * Says on one screen why an app gets no key, and what to do. Prints no secret and no key.
 *
 * @throws the reason of `io.signal` when it aborts.
 */
export async function runDoctor(io: Io, options: DoctorOptions): Promise<ExitCode> {
  const { facts, site } = await begin(io, options)
  const diagnosis = await diagnose(facts, site)
  const { question, settings } = facts
  const report = reportOf({ diagnosis, address: settings.address, question }, io.language)
  if (options.json) io.out(jsonOf(report))
  else for (const line of screenOf(report, io)) io.out(line)
  return diagnosis.cause ? exitCodes.found : exitCodes.ok
}

/** What is known before anyone is asked. */
async function begin(io: Io, options: DoctorOptions): Promise<{ facts: Facts; site: Site | null }> {
  const { url, urlSource, allowHttp } = addressOf(io, options)
  const endpoint = endpointIn(url)
  const { secret, failure } = await secretOf(io, options)
  const settings: SettingsFact = {
    source: urlSource,
    address: endpoint && addressOfEndpoint(endpoint),
    allowHttp,
    secretFailure: failure,
    ignoredProxy: endpoint && ignoredProxy(io.env, endpoint),
  }
  const question = {
    provider: printable(options.provider ?? '', 40).toLowerCase() || null,
    model: printable(options.model ?? '', 200) || null,
  }
  const facts: Facts = { question, settings, endpoint }
  if (!endpoint || secret === null) return { facts, site: null }
  const usualPort = Number(io.env['DASHBOARD_PORT'] || 3001)
  const { clock = systemClock } = options
  return { facts, site: { endpoint, secret, usualPort, clock, signal: io.signal } }
}

function endpointIn(url: string): URL | null {
  try {
    return endpointOf(url)
  } catch (error) {
    if (KeysClientError.isInstance(error)) return null
    throw error
  }
}

async function secretOf(
  io: Io,
  options: DoctorOptions,
): Promise<{ secret: string; failure: null } | { secret: null; failure: CliFailure }> {
  try {
    return { secret: (await readSettings(io, options)).secret, failure: null }
  } catch (error) {
    if (error instanceof CliFailure) return { secret: null, failure: error }
    throw error
  }
}
