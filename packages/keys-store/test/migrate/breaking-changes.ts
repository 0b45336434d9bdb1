import { loadModule, parseSync } from 'libpg-query'

/** What a statement of a migration takes from the version that still runs. */
export interface BreakingChange {
  /** Such as `DROP TABLE`. */
  what: string
  /** The statement, on one line. */
  sql: string
}

/** `-- Breaks the previous version: REASON`, in a comment right before the statement. */
const MARKER = /^[ \t]*--[ \t]*Breaks the previous version:[ \t]*\S.{9,}/m

type Node = Record<string, unknown>

/** Each by PostgreSQL's own name of it. */
const breakingCommands: Record<string, string> = {
  AT_DropColumn: 'DROP COLUMN: the previous version still reads and writes it',
  AT_AlterColumnType: 'ALTER COLUMN TYPE: the previous version reads another type',
  AT_SetNotNull: 'SET NOT NULL: the previous version may write none',
  AT_AddConstraint: 'ADD CONSTRAINT: the previous version may write what it forbids',
  AT_EnableRowSecurity: 'ROW LEVEL SECURITY: the previous version sees no row',
}

const droppable = new Set(['OBJECT_INDEX', 'OBJECT_TRIGGER', 'OBJECT_COMMENT'])

const asNode = (value: unknown): Node => (typeof value === 'object' && value ? (value as Node) : {})
const asList = (value: unknown): Node[] => (Array.isArray(value) ? value.map(asNode) : [])

/**
 * Finds what an expanding migration must not do while the previous version still serves. Tables that the
 * same migration makes are free, for that version knows none of them. What a `DO` block executes is not
 * seen.
 */
export async function findBreakingChanges(sql: string): Promise<BreakingChange[]> {
  await loadModule()
  // Offsets of the parser are in bytes.
  const bytes = Buffer.from(sql)
  const created = new Set<unknown>()
  const found: BreakingChange[] = []
  let end = 0
  for (const { stmt, stmt_location: at = 0, stmt_len: length } of asStatements(parseSync(sql))) {
    const stop = length === undefined ? bytes.length : at + length
    // With the comments before it.
    const text = bytes.subarray(end, stop).toString()
    end = stop
    const [[kind = '', body] = []] = Object.entries(asNode(stmt))
    const node = asNode(body)
    if (kind === 'CreateStmt') created.add(asNode(node['relation'])['relname'])
    if (created.has(asNode(node['relation'])['relname']) || MARKER.test(text)) continue
    for (const what of breaksOf(kind, node)) found.push({ what, sql: oneLine(text) })
  }
  return found
}

interface Statement {
  stmt?: unknown
  stmt_location?: number
  stmt_len?: number
}

function asStatements(parsed: unknown): Statement[] {
  return asList(asNode(parsed)['stmts'])
}

function breaksOf(kind: string, node: Node): string[] {
  switch (kind) {
    case 'DropStmt': {
      const type = String(node['removeType'])
      return droppable.has(type) ? [] : [`DROP ${type.replace('OBJECT_', '')}`]
    }
    case 'RenameStmt':
    case 'AlterObjectSchemaStmt':
      return ['RENAME: the previous version knows the old name']
    case 'TruncateStmt':
      return ['TRUNCATE']
    case 'IndexStmt':
      return node['unique'] ? ['UNIQUE INDEX: the previous version may write twins'] : []
    case 'GrantStmt':
      return node['is_grant'] ? [] : ['REVOKE']
    case 'AlterTableStmt':
      return asList(node['cmds']).flatMap(({ AlterTableCmd }) => breaksOfCommand(AlterTableCmd))
    default:
      return []
  }
}

function breaksOfCommand(command: unknown): string[] {
  const { subtype, def } = asNode(command)
  const known = breakingCommands[String(subtype)]
  if (known) return [known]
  if (subtype === 'AT_ColumnDefault' && !def)
    return ['DROP DEFAULT: the previous version gives none']
  if (subtype !== 'AT_AddColumn') return []
  const { constraints } = asNode(asNode(def)['ColumnDef'])
  const types = asList(constraints).map(({ Constraint }) => asNode(Constraint)['contype'])
  const isRequired = types.includes('CONSTR_NOTNULL') || types.includes('CONSTR_PRIMARY')
  const isFilled = ['CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_IDENTITY'].some((type) =>
    types.includes(type),
  )
  return isRequired && !isFilled ? ['ADD COLUMN NOT NULL without DEFAULT'] : []
}

function oneLine(text: string): string {
  const withoutComments = text.replaceAll(/^\s*--.*$/gm, '')
  return withoutComments.replace(/^;/, '').replaceAll(/\s+/g, ' ').trim()
}
