import type { Client } from 'pg'
import { AdoptError } from './adopt-error'
import { type AdoptOptions, adoptKeys, copying, type Method } from './adopt-keys'
import { lockAdoption } from './lock-adoption'
import { qualified, readTable, type Table, tableNames } from './read-table'
import { removeKept } from './remove-kept'
import { clearAside, findTables, refuseUnmovable, setAside } from './set-aside'
import type { Tally } from './verdict'

export interface InPlace {
  tally: Tally
  /** Where rows that were refused stay, in clear; `null` when none do. */
  left: { table: string; rows: number } | null
}

/**
 * Takes over the guide's own table, in the very database that the dashboard is to use. It is moved
 * aside, its keys are copied in transactions that remove what they copied, and it is dropped once nothing
 * is left: at no moment is a key in neither place.
 *
 * @throws AdoptError when there is nothing to adopt, or something stands in the way.
 */
export async function adoptInPlace(options: AdoptOptions): Promise<InPlace> {
  const client = options.database.connection({ application_name: 'keys adopt' })
  await client.connect()
  try {
    await lockAdoption(client)
    const tables = await findTables(client)
    if (tables.guide && tables.aside) {
      throw new AdoptError({ code: 'names_taken', names: [qualified(tables.aside)] })
    }
    if (tables.guide && options.isDry) return await foresee(client, options, tables.guide)
    const aside = tables.guide ? await moveAside(client, tables.guide) : tables.aside
    if (aside) return await adoptAside(client, options, aside)
    if (!tables.own) throw new AdoptError({ code: 'no_table', names: [...tableNames] })
    if (!tables.isCurrent) throw new AdoptError({ code: 'no_schema' })
    // An earlier run has taken over everything.
    return { tally: { adopted: 0, present: 0, duplicate: 0, refused: 0 }, left: null }
  } finally {
    await client.end()
  }
}

/** The pool's own table is not there yet: the source alone decides. */
async function foresee(client: Client, options: AdoptOptions, table: Table): Promise<InPlace> {
  const source = { kind: 'in-place' as const, ...(await readTable(client, table)) }
  await refuseUnmovable(client, table)
  const method: Method = {
    ...copying(options),
    foresee: async (groups) =>
      groups.map((group) => ({ group, result: 'adopted', id: group.key.id ?? '' })),
  }
  return { tally: await adoptKeys(source, options, method), left: null }
}

async function moveAside(client: Client, table: Table): Promise<Table> {
  // Asked before anything moves: a table without keys is not the guide's.
  await readTable(client, table)
  return setAside(client, table)
}

async function adoptAside(client: Client, options: AdoptOptions, table: Table): Promise<InPlace> {
  const source = { kind: 'in-place' as const, ...(await readTable(client, table)) }
  const { foresee, keep } = copying(options)
  const tally = await adoptKeys(source, options, {
    foresee,
    keep: async (session, groups) => {
      const kept = await keep(session, groups)
      await removeKept(session, table, kept)
      return kept
    },
  })
  if (options.isDry || options.signal?.aborted) return { tally, left: null }
  const { left } = await clearAside(client, table)
  return { tally, left: left === 0 ? null : { table: qualified(table), rows: left } }
}
