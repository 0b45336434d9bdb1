import { parseAuditSink, type SecondSink } from '../audit'
import { type Keyring, parseKeyring } from '../keyring'
import { exitCodes } from './exit-codes'
import type { Io } from './io'
import { OperatorFailure } from './operator-failure'

/** @throws OperatorFailure when it is missing or malformed. */
export function readKeyring({ env }: Io): Keyring {
  const value = env['KEYS_ENCRYPTION_KEYS']
  if (!value?.trim()) {
    throw new OperatorFailure({
      exitCode: exitCodes.encryptionKeys,
      code: 'encryption_keys_missing',
      say: ({ settings }) => settings.keysMissing,
    })
  }
  const parsed = parseKeyring(value)
  if (parsed.ok) return parsed.keyring
  throw new OperatorFailure({
    exitCode: exitCodes.encryptionKeys,
    code: 'encryption_keys_malformed',
    say: ({ settings }) => settings.keysMalformed(parsed.problems.join(', ')),
  })
}

/**
 * Where people reach the dashboard.
 *
 * @throws OperatorFailure when it is no address.
 */
export function readDashboardUrl({ env }: Io): string {
  const given = env['DASHBOARD_URL'] || `http://localhost:${env['DASHBOARD_PORT'] || 3001}`
  if (/^https?:\/\//.test(given) && URL.canParse(given)) return given
  throw new OperatorFailure({
    exitCode: exitCodes.usage,
    code: 'dashboard_url_malformed',
    say: ({ settings }) => settings.dashboardUrlMalformed,
  })
}

/**
 * Standard output holds what the command answers: the audit's lines go beside it.
 *
 * @throws OperatorFailure when it is malformed.
 */
export function readAuditSinks({ env }: Io): SecondSink[] {
  const parsed = parseAuditSink(env['AUDIT_SINK'], process.stderr)
  if (parsed.ok) return parsed.sinks
  throw new OperatorFailure({
    exitCode: exitCodes.usage,
    code: 'audit_sink_malformed',
    say: ({ settings }) => settings.sinkMalformed,
  })
}
