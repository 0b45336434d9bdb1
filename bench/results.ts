import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { keyOf, type Row } from './contest/row'
import type { Machine } from './machine'

/** What is kept of a run. */
export interface Results {
  machine: Machine
  rows: readonly Row[]
}

/** Where they are kept. */
export const resultsFile = path.join(import.meta.dirname, 'results.json')

/** @returns what was kept last; `null` before the first time. */
export async function readResults(): Promise<Results | null> {
  const text = await readFile(resultsFile, 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Results)
}

/**
 * What was measured takes the place of what was kept, and the other rows stay.
 *
 * @param keys of all rows that there are, in their order.
 */
export function mergeRows(
  kept: readonly Row[],
  measured: readonly Row[],
  keys: readonly string[],
): Row[] {
  const rows = new Map([...kept, ...measured].map((row) => [keyOf(row), row]))
  return keys.flatMap((key) => rows.get(key) ?? [])
}

export async function keepResults(results: Results): Promise<void> {
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
}
