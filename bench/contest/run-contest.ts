import type { Ground } from '../ground/ground'
import { createResources, type Resources } from '../ground/resources'
import { quantile } from '../stack/figures'
import type { Contest, Measured, Sides } from './contest'
import type { Row } from './row'

/** Asks both sides by turns, A B B A, so that a machine that slows down is slow for both. */
export async function runContest(
  contest: Contest,
  { ground, turns, ...whole }: { ground: Ground; turns: number; resources: Resources },
): Promise<Row> {
  // Closed here, or with the whole run when that is interrupted.
  await using resources = whole.resources.use(createResources())
  const sides = await contest.open(ground, resources)
  await takeTurn(sides, 0)
  const taken: Turn[] = []
  while (taken.length < turns) taken.push(await takeTurn(sides, taken.length))
  return toRow(contest, taken)
}

/** One answer of each side. */
export interface Turn {
  ours: Measured
  theirs: Measured
}

async function takeTurn(sides: Sides, turn: number): Promise<Turn> {
  if (turn % 2 === 0) {
    const ours = await sides.ours()
    return { ours, theirs: await sides.theirs() }
  }
  const theirs = await sides.theirs()
  return { ours: await sides.ours(), theirs }
}

/** The ratio is the median of the turns' own ratios, which share the moment they were taken in. */
export function toRow(contest: Contest, turns: readonly Turn[]): Row {
  const { name, against, unit, target } = contest
  const ratios = turns.map(({ ours, theirs }) =>
    contest.better === 'higher' ? ours.value / theirs.value : theirs.value / ours.value,
  )
  const middle = (side: keyof Turn) =>
    quantile(
      turns.map((turn) => turn[side].value),
      0.5,
    )
  const share = (side: keyof Turn) => {
    const known = turns.flatMap((turn) => turn[side].generatorShare ?? [])
    return known.length > 0 ? quantile(known, 0.5) : null
  }
  return {
    name,
    against,
    ours: middle('ours'),
    theirs: middle('theirs'),
    unit,
    ratio: quantile(ratios, 0.5),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    target,
    generatorShare: [share('ours'), share('theirs')],
  }
}
