// Ours and the others, by turns, on the same work: `pnpm bench --help`.
import { hasFallen, describeFall } from './contest/fallen'
import { type Contest, isRow } from './contest/contest'
import { keyOf, type Row } from './contest/row'
import { runContest } from './contest/run-contest'
import { createGround, type Ground } from './ground/ground'
import { createResources, type Resources } from './ground/resources'
import { describeMachine } from './machine'
import { type Options, readOptions, usage } from './options'
import { times } from './report/cells'
import { toText } from './report/terminal'
import { writeReport } from './report/write-report'
import { keepResults, mergeRows, readResults } from './results'
import { contests } from './rows'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const note = (text: string) => void process.stderr.write(`${text}\n`)

const chosenBy = ({ only, isQuick }: Options) =>
  contests.filter(
    (contest) =>
      contest.name.toLowerCase().includes((only ?? '').toLowerCase()) &&
      !(isQuick && (!isRow(contest) || contest.turns.quick === 0)),
  )

/** What came of a contest. */
interface Point {
  contest: Contest
  row: Row
}

/** What a run stands on, and what it closes at its end. */
interface Site {
  ground: Ground
  resources: Resources
}

async function measure(
  contest: Contest,
  { isQuick, ...site }: Site & { isQuick: boolean },
): Promise<Point> {
  const begun = performance.now()
  const turns = isQuick ? contest.turns.quick : contest.turns.full
  const row = await runContest(contest, { ...site, turns })
  note(`${keyOf(row)}: ${times(row.ratio)}, ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
  return { contest, row }
}

/** A row that fell is measured once more, at length, before it is called fallen. */
async function findFallen(points: readonly Point[], kept: readonly Row[], site: Site) {
  const fallen: Row[] = []
  for (const { contest, row } of points) {
    if (contest.isMachineFigure || !hasFallen(row, kept)) continue
    const again = await measure(contest, { ...site, isQuick: false })
    if (hasFallen(again.row, kept)) fallen.push(again.row)
  }
  return fallen.map((row) => describeFall(row, kept))
}

/** What failed is told, and loses nothing of what was measured besides. */
async function measureAll(chosen: readonly Contest[], how: Site & { isQuick: boolean }) {
  const points: Point[] = []
  for (const contest of chosen) {
    try {
      points.push(await measure(contest, how))
    } catch (error) {
      note(`${keyOf(contest)} failed: ${error instanceof Error ? (error.stack ?? '') : 'unknown'}`)
    }
  }
  return { points, areAllThere: points.length === chosen.length }
}

async function keep(measured: readonly Row[], kept: readonly Row[]): Promise<void> {
  const rows = mergeRows(kept, measured, contests.map(keyOf))
  const results = { machine: describeMachine(), rows }
  await keepResults(results)
  await writeReport(results, contests)
}

/** @returns whether all went well. */
async function run({ isQuick, isKept, ...options }: Options): Promise<boolean> {
  const chosen = chosenBy({ isQuick, isKept, ...options })
  if (chosen.length === 0) {
    throw new Error(`No row's name holds "${options.only ?? ''}"; see --list.`)
  }
  await using resources = createResources()
  endWith(resources)
  const site = { ground: createGround(resources), resources }
  const { points, areAllThere } = await measureAll(chosen, { ...site, isQuick })
  const rows = points.filter(({ contest }) => isRow(contest))
  say(toText(rows.map(({ row }) => row)))
  const kept = (await readResults())?.rows ?? []
  const measured = points.map(({ row }) => row)
  if (isKept) await keep(measured, kept)
  if (!isQuick) return areAllThere
  const fallen = await findFallen(rows, kept, site)
  for (const line of fallen) note(`Fell: ${line}`)
  return areAllThere && fallen.length === 0
}

/** A server that outlives its bench is found by the next one's figures. */
function endWith(resources: Resources): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      void resources[Symbol.asyncDispose]().finally(() => process.exit(code))
    })
  }
}

const { isHelp, isList, ...options } = readOptions(process.argv.slice(2))
if (isHelp) say(usage)
else if (isList) for (const contest of contests) say(keyOf(contest))
else process.exitCode = (await run(options)) ? 0 : 1
