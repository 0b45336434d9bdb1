import type { Facts, Verdict } from './judge/verdict'
import { promised } from './judge/wrong-uses'

/** A cell is a text; the first row is the head. */
type Row = readonly string[]

/** The run as one table: a row a fault, and the whole in the last. */
export function toTable(verdict: Verdict, facts: Facts): string {
  const names = [...new Set(facts.applied.map(({ fault }) => fault))]
  const rows = names.map((name) => rowOf(name, verdict, facts))
  return toMarkdown([head, ...rows, totalOf(verdict, facts)])
}

const head: Row = [
  'fault',
  'times',
  'calls',
  'failed, no key to be had',
  'failed otherwise',
  'keys wrongly used',
  'served again p50',
  'max',
  'all well p50',
  'max',
  'bound',
]

/** What happens from the beginning of a fault to that of the next counts as its own. */
function spansOf(name: string, { applied }: Facts): { from: number; to: number }[] {
  const sorted = applied.toSorted((a, b) => a.begin - b.begin)
  return sorted.flatMap(({ fault, begin }, index) =>
    fault === name ? [{ from: begin, to: sorted[index + 1]?.begin ?? Infinity }] : [],
  )
}

function rowOf(name: string, verdict: Verdict, facts: Facts): Row {
  const spans = spansOf(name, facts)
  const isIn = (at: number) => spans.some(({ from, to }) => at >= from && at < to)
  const failures = verdict.failures.filter(({ from }) => isIn(from))
  const own = verdict.recoveries.filter(({ applied }) => applied.fault === name)
  return [
    name,
    String(spans.length),
    String(facts.ledgers.handed.filter(({ at }) => isIn(at)).length),
    ...countFailures(failures),
    String(verdict.wrong.filter(({ at }) => isIn(at)).length),
    ...spread(own.map(({ calls }) => calls)),
    ...spread(own.map(({ all }) => all)),
    seconds(own[0]?.applied.recoveryMs ?? null),
  ]
}

function totalOf({ failures, wrong, recoveries }: Verdict, { applied, ledgers }: Facts): Row {
  return [
    '**all**',
    String(applied.length),
    String(ledgers.handed.length),
    ...countFailures(failures),
    String(wrong.length),
    ...spread(recoveries.map(({ calls }) => calls)),
    ...spread(recoveries.map(({ all }) => all)),
    '',
  ]
}

function countFailures(failures: Verdict['failures']): [string, string] {
  const excused = failures.filter(({ excuse }) => excuse !== null).length
  return [String(excused), String(failures.length - excused)]
}

/** Middle and most. Whoever never recovered is the most. */
function spread(values: readonly (number | null)[]): [string, string] {
  const sorted = values.map((value) => value ?? Infinity).toSorted((a, b) => a - b)
  return [seconds(quantile(sorted, 0.5)), seconds(sorted.at(-1) ?? null)]
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null
}

function seconds(ms: number | null): string {
  if (ms === null) return ''
  return ms === Infinity ? 'never' : `${(ms / 1_000).toFixed(1)} s`
}

/** So many losses are shown; all stand in a file beside the logs. */
const SHOWN = 20

/** Under the table: what it was measured by, and the sums. */
export function toSummary(
  { counts, lateMs, losses }: Verdict,
  { stored, ledgers, exits }: Facts,
): string {
  const late = lateMs.toSorted((a, b) => a - b)
  // One a line, with an empty line between: Markdown would run them together.
  return [
    `Reports: ${counts.used} used, ${counts.stored} stored, ${counts.lostWithKill} lost with kill -9 (allowed ≤ ${counts.allowed}), ${counts.wrong.length} keys with another difference.`,
    `Calls that went well: ${ledgers.ok} of the clients that could end. The provider heard ${ledgers.provider.length}.`,
    `Uses after a revocation that an open, undisturbed stream told: ${late.length}, p50 ${quantile(late, 0.5) ?? 0} ms, max ${late.at(-1) ?? 0} ms after it was committed.`,
    `Dashboards told to end: ${exits.map(({ code, ms }) => `code ${code ?? 'none'} in ${ms} ms`).join(', ') || 'none'}.`,
    `A use is wrong later than ${promised.streamMs / 1_000} s of an open, undisturbed stream, ${promised.pollMs / 1_000} s of an undisturbed way, ${promised.retryMs / 1_000} s after a disturbance, or ${promised.hardMs / 60_000} min of anything.`,
    `Audit: ${stored.auditRows} entries, ${stored.auditProblem === null ? 'the chain holds' : stored.auditProblem}. Epoch ${stored.epoch}.`,
    losses.length === 0
      ? 'Nothing was lost.'
      : `${losses.length} losses, ${SHOWN} of them at most:`,
    ...(losses.length > 0
      ? [
          losses
            .slice(0, SHOWN)
            .map((loss) => `- ${loss}`)
            .join('\n'),
        ]
      : []),
  ].join('\n\n')
}

function toMarkdown([first = [], ...rows]: readonly Row[]): string {
  const widths = first.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: Row) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column > 0)).join(' | ')} |`
  const rule = widths.map((width, column) =>
    column > 0 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(first), line(rule), ...rows.map(line)].join('\n')
}

const pad = (cell: string, width: number, isNumber: boolean) =>
  isNumber ? cell.padStart(width) : cell.padEnd(width)
