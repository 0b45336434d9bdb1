// Ours and the others, by turns, on the same work: `pnpm bench --help`.
import { hasFallen, describeFall } from './contest/fallen'
import type { Contest } from './contest/contest'
import { keyOf, type Row } from './contest/row'
import { runContest } from './contest/run-contest'
import { createGround, type Ground } from './ground/ground'
import { createResources, type Resources } from './ground/resources'
import { describeMachine } from './machine'
import { type Options, readOptions, usage } from './options'
import { times } from './report/cells'
import type { Point } from './report/plot'
import { toText } from './report/terminal'
import { writeReport } from './report/write-report'
import { keepResults, mergeRows, readResults } from './results'
import { contests } from './rows'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const note = (text: string) => void process.stderr.write(`${text}\n`)

const chosenBy = ({ only, isQuick }: Options) =>
  contests.filter(
    ({ name, isPointOnly = false }) =>
      name.toLowerCase().includes((only ?? '').toLowerCase()) && !(isQuick && isPointOnly),
  )

async function measure(
  contest: Contest,
  { ground, isQuick }: { ground: Ground; isQuick: boolean },
): Promise<Point> {
  const begun = performance.now()
  const turns = isQuick ? contest.turns.quick : contest.turns.full
  const row = await runContest(contest, { ground, turns })
  note(`${keyOf(row)}: ${times(row.ratio)}, ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
  return { contest, row }
}

/** A row that fell is measured once more, at length, before it is called fallen. */
async function findFallen(points: readonly Point[], kept: readonly Row[], ground: Ground) {
  const fallen: Row[] = []
  for (const { contest, row } of points) {
    if (!hasFallen(row, kept)) continue
    const again = await measure(contest, { ground, isQuick: false })
    if (hasFallen(again.row, kept)) fallen.push(again.row)
  }
  return fallen.map((row) => describeFall(row, kept))
}

async function run(options: Options): Promise<number> {
  const chosen = chosenBy(options)
  if (chosen.length === 0)
    throw new Error(`No row's name holds "${options.only ?? ''}"; see --list.`)
  await using resources = createResources()
  endWith(resources)
  const ground = createGround(resources)
  const points: Point[] = []
  for (const contest of chosen) {
    points.push(await measure(contest, { ground, isQuick: options.isQuick }))
  }
  const isRow = ({ contest }: Point) => contest.isPointOnly !== true
  const rows = points.filter(isRow).map(({ row }) => row)
  say(toText(rows))
  const kept = await readResults()
  if (options.isQuick) {
    const fallen = await findFallen(points.filter(isRow), kept?.rows ?? [], ground)
    for (const line of fallen) note(`Fell: ${line}`)
    return fallen.length === 0 ? 0 : 1
  }
  if (options.isKept) {
    const inOrder = contests.filter(({ isPointOnly = false }) => !isPointOnly)
    const results = {
      machine: describeMachine(),
      rows: mergeRows(kept?.rows ?? [], rows, inOrder.map(keyOf)),
    }
    await keepResults(results)
    await writeReport(results, { contests: inOrder, points })
  }
  return 0
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
else process.exitCode = await run(options)
