import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Contest, isRow } from '../contest/contest'
import { keyOf } from '../contest/row'
import { type Results, resultsFile } from '../results'
import { intoDocument } from './into-document'
import { toFullTable, toLimits, toPictures, toShortTable } from './markdown'
import { fileOf, linesOf, plotLine } from './plot'

const root = path.resolve(import.meta.dirname, '../..')
const readme = path.join(root, 'README.md')
const page = path.join(root, 'docs/performance.md')
const plots = path.join(root, 'docs/performance')

const shortHead = `## Beside what people use

One run on one machine, both sides by turns; higher is better. With encryption, audit and guard on: [how it is measured, every row and what limits it](docs/performance.md).`

/** Shows the results in the documents, and draws the lines that were measured. */
export async function writeReport(
  { machine, rows }: Results,
  contests: readonly Contest[],
): Promise<void> {
  const inTable = contests.filter(isRow)
  const keys = new Set(inTable.map(keyOf))
  const shown = rows.filter((row) => keys.has(keyOf(row)))
  const lines = linesOf(contests, rows)
  await edit(readme, { short: `${shortHead}\n\n${toShortTable(shown)}` })
  const { node, system, cpu, cores, memoryGb, date } = machine
  const where = `${date}: Node ${node}, ${system}, ${cores} × ${cpu}, ${memoryGb} GB.`
  await edit(page, {
    table: `## The table\n\n${where}\n\n${toFullTable(shown)}`,
    limits: `## What limits each row\n\n${toLimits(inTable)}`,
    growth: `## What grows with what\n\n${toPictures(lines, 'performance')}`,
  })
  await mkdir(plots, { recursive: true })
  for (const line of lines) {
    await writeFile(path.join(plots, fileOf(line)), `${await plotLine(line)}\n`)
  }
  // Tables are written here as they come; the formatter says how they look.
  await promisify(execFile)('npx', ['oxfmt', readme, page, resultsFile], { cwd: root })
}

async function edit(file: string, places: Readonly<Record<string, string>>): Promise<void> {
  const before = await readFile(file, 'utf8')
  const after = Object.entries(places).reduce(
    (text, [name, place]) => intoDocument(text, name, place),
    before,
  )
  await writeFile(file, after)
}
