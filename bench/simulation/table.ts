import { usual } from './scenario'
import type { Scenario } from './scenario'
import type { Score } from './score'
import { type Scored, scoreOracle, scoreOurs, scoreRivals } from './scores'

type Variant = Partial<Omit<Scenario, 'seed'>>

/** Every policy, each with the mean of its scores over these seeds: ours first, the oracle last. */
export async function policiesTable(
  seeds: readonly number[],
  variant: Variant = {},
): Promise<Scored[]> {
  const rounds: Scored[][] = []
  for (const seed of seeds) {
    const scenario = { ...usual, ...variant, seed }
    rounds.push([
      { name: 'ours', score: await scoreOurs(scenario) },
      ...(await scoreRivals(scenario)),
      { name: 'oracle', score: await scoreOracle(scenario) },
    ])
  }
  const names = rounds[0]?.map(({ name }) => name) ?? []
  return names.map((name, index) => ({
    name,
    score: meanOf(rounds.flatMap((round) => round[index]?.score ?? [])),
  }))
}

function meanOf(scores: readonly Score[]): Score {
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  return {
    calls: mean(({ calls }) => calls),
    firstTry: mean(({ firstTry }) => firstTry),
    answered: mean(({ answered }) => answered),
    wasted: mean(({ wasted }) => wasted),
    lostMs: mean(({ lostMs }) => lostMs),
    evenness: mean(({ evenness }) => evenness),
  }
}

const head = [
  'policy',
  'first try (%)',
  'answered (%)',
  'wasted (attempts for 100 calls)',
  'time lost (ms a call)',
  'evenness (%)',
]

/** The table in Markdown, a line for each policy. */
export function toMarkdown(scores: readonly Scored[]): string {
  const lines = scores.map(({ name, score }) => [
    name,
    score.firstTry.toFixed(1),
    score.answered.toFixed(1),
    score.wasted.toFixed(1),
    score.lostMs.toFixed(0),
    score.evenness.toFixed(1),
  ])
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
