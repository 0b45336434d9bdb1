// What grows with the keys, the apps, the reports and the dashboards: one at a time, on real processes.
//   pnpm build && pnpm growth [--only keys] [--out docs/growth]
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { applyMigrations } from '../packages/keys-store/src/migrate'
import type { Axis, Point } from './growth/axis'
import { dashboardsAxis } from './growth/dashboards'
import { keysAxis } from './growth/keys'
import { plotAxis } from './growth/plot'
import { reportsAxis } from './growth/reports'
import { streamsAxis } from './growth/streams'
import { toMarkdown } from './growth/table'
import { makeSettings } from './stack/dashboard'
import { openPostgres } from './stack/own-postgres'

const axes: readonly Axis[] = [keysAxis, streamsAxis, reportsAxis, dashboardsAxis]

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, out: { type: 'string' } },
})

async function measure(axis: Axis): Promise<Point[]> {
  await using postgres = await openPostgres()
  await applyMigrations(postgres.url)
  const settings = makeSettings(postgres.url)
  const points: Point[] = []
  for (const size of axis.sizes) {
    points.push(await axis.measure({ postgres, settings }, size))
    process.stderr.write(`${axis.name} ${size}\n`)
  }
  return points
}

const chosen = axes.filter(({ name }) => !options.only || name === options.only)
if (chosen.length === 0) {
  throw new Error(`--only must be one of ${axes.map(({ name }) => name).join(', ')}`)
}
for (const axis of chosen) {
  const points = await measure(axis)
  const table = toMarkdown(axis, points)
  process.stdout.write(`\n${table}\n`)
  if (options.out) {
    await mkdir(options.out, { recursive: true })
    await writeFile(path.join(options.out, `${axis.name}.md`), `${table}\n`)
    await writeFile(path.join(options.out, `${axis.name}.svg`), await plotAxis(axis, points))
  }
}
