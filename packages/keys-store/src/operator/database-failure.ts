import { KeysError } from '@itqan/keys-contract'
import { codeOf } from '../error-code'
import { toKeysError } from '../store/to-keys-error'
import { exitCodes } from './exit-codes'
import { OperatorFailure } from './operator-failure'

const noTables = new Set(['P2021', 'P2022', '42P01', '42703', '42883'])
const noRights = new Set(['42501', 'P1010'])
const noServer = /^(E[A-Z]+|ERR_INVALID_URL|URIError|08...|28...|3D000|53...|57P..|P10..)$/

/** What a database answered, as a person is told of it. Anything else stays what it is. */
export function databaseFailure(error: unknown, source: string): unknown {
  if (error instanceof OperatorFailure) return error
  const code = codeOf(error)
  const fail = (name: string, say: OperatorFailure['say']) =>
    new OperatorFailure({ exitCode: exitCodes.database, code: name, say, cause: error })
  if (error instanceof KeysError && error.code === 'audit_unavailable') {
    return fail('audit_unavailable', ({ settings }) => settings.auditUnavailable)
  }
  if (noTables.has(code)) return fail('no_tables', ({ settings }) => settings.noTables(source))
  if (noRights.has(code))
    return fail('database_refuses', ({ settings }) => settings.refused(source))
  if (noServer.test(code) || toKeysError(error) !== error) {
    return fail('database_unreachable', ({ settings }) => settings.unreachable(source, code))
  }
  return error
}
