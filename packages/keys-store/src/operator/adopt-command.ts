import { AdoptError } from '../adopt/adopt-error'
import { adoptFrom } from '../adopt/adopt-from'
import { adoptInPlace, type InPlace } from '../adopt/adopt-in-place'
import type { AdoptOptions } from '../adopt/adopt-keys'
import type { Place, Source } from '../adopt/source'
import type { Verdict } from '../adopt/verdict'
import { createAuditLog } from '../audit'
import type { Database } from '../database'
import type { Keyring } from '../keyring'
import { type CommandLine, wrongUsage } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { logTo, operatorOf } from './operator'
import { OperatorFailure } from './operator-failure'
import { printable } from './printable'
import { type NamedSource, nameSource } from './read-source'
import { readAuditSinks, readKeyring } from './settings'
import { withDashboardDatabase } from './with-dashboard-database'

interface Adoption {
  /** `null`: in place. */
  source: NamedSource | null
  isDry: boolean
  json: boolean
}

/**
 * `keys adopt`: a line for every row, then how many became what.
 *
 * @throws OperatorFailure when nothing could be adopted.
 */
export async function runAdopt(io: Io, line: CommandLine): Promise<ExitCode> {
  const from = line.text('from')
  if ((from === undefined) === !line.flag('in-place')) {
    throw wrongUsage(
      { code: 'no_source', say: (usage) => usage.oneOrOther('--from', '--in-place') },
      'adopt',
    )
  }
  const source = from === undefined ? null : nameSource(io, from)
  const adoption = { source, isDry: line.flag('dry-run'), json: line.flag('json') }
  const keyring = readKeyring(io)
  const { settings } = messages[io.language]
  if (source?.hasTypedPassword) io.err(io.colors.yellow(settings.passwordTyped))
  const sinks = readAuditSinks(io)
  const name = source?.name ?? 'DATABASE_URL'
  try {
    const read = await source?.read()
    const done = await withDashboardDatabase(io, async (database) => {
      const audit = createAuditLog({ database, sinks, log: logTo(io) })
      try {
        return await adopt(io, { ...adoption, read }, { database, keyring, audit })
      } finally {
        await audit.close()
      }
    })
    return tellEnd(io, adoption, { ...done, ignored: read?.ignored ?? [] })
  } catch (error) {
    throw error instanceof AdoptError ? failureOf(error, name) : error
  }
}

interface Tools {
  database: Database
  keyring: Keyring
  audit: AdoptOptions['audit']
}

async function adopt(
  io: Io,
  { read, isDry, json }: Adoption & { read: Source | undefined },
  tools: Tools,
): Promise<InPlace> {
  const options: AdoptOptions = {
    ...tools,
    isDry,
    origin: operatorOf(io),
    signal: io.signal,
    onVerdict: (verdict) => io.out(json ? JSON.stringify(verdict) : toLine(io, { verdict, isDry })),
  }
  if (!read) return adoptInPlace(options)
  return { tally: await adoptFrom(read, options), left: null }
}

function tellEnd(
  io: Io,
  { source, isDry, json }: Adoption,
  { tally, left, ignored }: InPlace & { ignored: string[] },
): ExitCode {
  const { adopt: words } = messages[io.language]
  if (json)
    io.out(JSON.stringify({ ok: tally.refused === 0, dryRun: isDry, ...tally, left, ignored }))
  else {
    if (ignored.length > 0) io.err(words.ignored(ignored.map(printable).join(', ')))
    io.out(words.summary(tally))
    if (isDry) io.out(words.foreseen)
    if (left) io.err(io.colors.yellow(words.left(left)))
    if (source && !isDry && tally.adopted > 0) io.err(words.stillClear(source.name))
  }
  return tally.refused > 0 ? exitCodes.found : exitCodes.ok
}

function toLine(io: Io, { verdict, isDry }: { verdict: Verdict; isDry: boolean }): string {
  const { adopt: words } = messages[io.language]
  const place = tellPlace(io, verdict.place)
  const result = tellResult(io, { verdict, isDry })
  if (verdict.result === 'refused') return words.told([place, io.colors.red(result)])
  const { provider, name, maskedKey } = verdict.key
  return words.told([place, [provider, maskedKey, printable(name)].join(' '), result])
}

function tellResult(io: Io, { verdict, isDry }: { verdict: Verdict; isDry: boolean }): string {
  const { adopt: words } = messages[io.language]
  switch (verdict.result) {
    case 'adopted':
      return isDry ? words.wouldAdopt : words.adopted
    case 'present':
      return words.present
    case 'duplicate':
      return words.duplicateOf(tellPlace(io, verdict.of))
    case 'refused':
      return words.refused(words.because(verdict.problem))
    default:
      return verdict satisfies never
  }
}

function tellPlace({ language }: Io, { line, label }: Place): string {
  const { adopt: words } = messages[language]
  const name = label === null ? '' : printable(label)
  return line === null ? words.row(name) : `${words.line(line)} ${name}`.trimEnd()
}

function failureOf(error: AdoptError, source: string): OperatorFailure {
  const { trouble } = error
  const isFile = ['column_missing', 'column_repeated', 'file_empty'].includes(trouble.code)
  const isOfPool = ['no_schema', 'not_adopted', 'not_sealed', 'running'].includes(trouble.code)
  return new OperatorFailure({
    exitCode: isFile ? exitCodes.file : exitCodes.database,
    code: trouble.code,
    say: ({ adopt: words }) => words.trouble(trouble, isOfPool ? 'DATABASE_URL' : source),
    cause: error,
  })
}
