import Table from 'cli-table3'
import type { Io } from '../io'
import type { Language } from '../language'
import { messages } from '../messages'
import { printable } from '../printable'
import type { Rest } from '../rests-of-key'
import type { ListedKey } from './listed-keys'
import { ago, upcoming } from './moments'

/** One long name would move every column off the screen. */
const MAX_NAME = 40

/** As many as a terminal shows at once. */
const SCREEN_ROWS = 20

export interface TableOptions {
  language: Language
  colors: Io['colors']
  now: number
}

/** Columns without lines, for people. Names and states hold spaces: what reads columns takes `--json`. */
const noLines = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle'].flatMap((side) =>
    ['', '-left', '-mid', '-right'].map((end) => [`${side}${end}`, '']),
  ),
)

export function renderTable(keys: readonly ListedKey[], options: TableOptions): string {
  const { colors } = options
  const { headings } = messages[options.language].list
  const number = new Intl.NumberFormat(options.language)
  const { provider, name, key, uses, errors, lastUse, state, id } = headings
  const table = new Table({
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [], compact: true },
    head: [provider, name, key, uses, errors, lastUse, state, id].map(colors.bold),
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'left', 'left'],
  })
  for (const one of keys) {
    table.push([
      one.provider,
      printable(one.name, MAX_NAME),
      one.maskedKey,
      number.format(one.usageCount),
      number.format(one.errorCount),
      lastUseOf(one, options),
      stateOf(one, options),
      colors.dim(one.id),
    ])
  }
  const lines = table.toString().split('\n')
  // The headings have scrolled away.
  if (lines.length - 1 > SCREEN_ROWS) lines.push(countOf(keys, options))
  return lines.map((line) => line.trimEnd()).join('\n')
}

function countOf(keys: readonly ListedKey[], { language }: TableOptions): string {
  const providers = new Set(keys.map(({ provider }) => provider)).size
  return messages[language].list.count({ keys: keys.length, providers })
}

function lastUseOf({ lastUsedAt }: ListedKey, { language, now }: TableOptions): string {
  const { never } = messages[language].list
  return lastUsedAt ? ago(lastUsedAt, { language, now }) : never
}

/** Each rest has a line of its own. */
function stateOf({ state, rests }: ListedKey, options: TableOptions): string {
  const { green, yellow } = options.colors
  const { ready } = messages[options.language].list
  const lines = rests.map((rest) => yellow(tellRest(rest, options)))
  return (state === 'ready' ? [green(ready), ...lines] : lines).join('\n')
}

function tellRest({ outcome, until, model }: Rest, { language, now }: TableOptions): string {
  const { list } = messages[language]
  return list.rests({
    ...upcoming(until, { language, now }),
    because: list.because(outcome),
    model: model && printable(model, MAX_NAME),
  })
}
