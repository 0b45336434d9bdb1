import { access, constants, readFile } from 'node:fs/promises'
import path from 'node:path'
import { readCsv } from '../adopt/read-csv'
import { readDatabase } from '../adopt/read-database'
import { readEnv } from '../adopt/read-env'
import type { Source } from '../adopt/source'
import { wrongUsage } from './command-line/command-line'
import { databaseFailure } from './database-failure'
import { exitCodes } from './exit-codes'
import type { Io } from './io'
import { OperatorFailure } from './operator-failure'

/** What `--from` names, as it may be told: never an address with a password. */
export interface NamedSource {
  name: string
  read(): Promise<Source>
  /** Everybody on this machine has seen it. */
  hasTypedPassword: boolean
}

const databaseAddress = /^postgres(ql)?:\/\//i

/** @throws OperatorFailure when it can be no source. */
export function nameSource(io: Io, from: string): NamedSource {
  if (databaseAddress.test(from)) {
    return { ...databaseSource(from, '--from'), hasTypedPassword: hasPassword(from) }
  }
  const [, variable] = /^env:(.*)$/s.exec(from) ?? []
  if (variable !== undefined) return databaseSource(addressIn(io, variable), variable)
  const file = path.resolve(io.cwd, from)
  const name = path.basename(file).toLowerCase()
  if (/\.(csv|tsv)$/.test(name)) return fileSource(file, { typed: from, parse: readCsv })
  if (/^\.env(\.|$)|\.env$/.test(name)) return fileSource(file, { typed: from, parse: readEnv })
  throw wrongUsage({ code: 'bad_source', say: (usage) => usage.badSource }, 'adopt')
}

function databaseSource(url: string, name: string): NamedSource {
  const read = () =>
    readDatabase(url).catch((error: unknown) => {
      throw databaseFailure(error, name)
    })
  return { name, read, hasTypedPassword: false }
}

function addressIn({ env }: Io, variable: string): string {
  // A secret that slipped there is not repeated.
  const name = /^[A-Za-z_]\w{0,63}$/.test(variable) ? variable : '…'
  const value = env[variable]
  if (!value) {
    throw wrongUsage(
      { code: 'variable_missing', say: (_usage, { settings }) => settings.variableMissing(name) },
      'adopt',
    )
  }
  if (databaseAddress.test(value)) return value
  throw wrongUsage(
    { code: 'variable_malformed', say: (_usage, { settings }) => settings.variableMalformed(name) },
    'adopt',
  )
}

function fileSource(
  file: string,
  { typed, parse }: { typed: string; parse(text: string): Source },
): NamedSource {
  return {
    name: typed,
    read: async () => parse(await readText(file, typed)),
    hasTypedPassword: false,
  }
}

/** @throws OperatorFailure when it cannot be read. */
function readText(file: string, typed: string): Promise<string> {
  return orUnreadable(readFile(file, 'utf8'), typed)
}

/** @throws OperatorFailure when it cannot be read. */
export async function readableFile(file: string, typed: string): Promise<void> {
  await orUnreadable(access(file, constants.R_OK), typed)
}

async function orUnreadable<T>(reading: Promise<T>, typed: string): Promise<T> {
  try {
    return await reading
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new OperatorFailure({
      exitCode: exitCodes.file,
      code: 'file_unreadable',
      say: ({ settings }) => settings.fileUnreadable(typed, reason),
      cause,
    })
  }
}

function hasPassword(address: string): boolean {
  try {
    const { password, searchParams } = new URL(address)
    return password !== '' || searchParams.has('password')
  } catch {
    return address.includes('@')
  }
}
