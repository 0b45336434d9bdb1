import type { Usage } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type ChartRow, chartRows } from '../../lib/usage/chart-rows'
import { outcomesIn } from '../../lib/usage/figures'
import { ChartFrame } from './chart-frame'
import { ChartTip } from './chart-tip'
import { FiguresTable } from './figures-table'
import { outcomeFill, OutcomeSwatch } from './outcome-patterns'
import { useChartAxes } from './use-chart-axes'
import { useUsageFormat } from './use-usage-format'

/** Calls over time, by how they went. */
export function OutcomeChart({ usage }: { usage: Usage }) {
  const t = useTranslations('usage')
  const names = useTranslations('outcomes')
  const { number, compact } = useUsageFormat()
  const { time, amount, momentOf, textOf } = useChartAxes(usage.range)
  const rows = chartRows(usage)
  const [isErrorsOnly, setErrorsOnly] = useState(false)
  const shown = outcomesIn(usage.totals).filter((one) => !isErrorsOnly || one !== 'ok')
  const tip = (row: ChartRow) => (
    <ChartTip
      title={momentOf(row.at)}
      lines={shown
        .filter((outcome) => row[outcome] > 0)
        .map((outcome) => ({ outcome, name: names(outcome), value: number(row[outcome]) }))}
    />
  )
  return (
    <ChartFrame
      title={t('charts.calls')}
      control={
        <label className="ms-auto flex items-center gap-1.5 text-xs text-ink-soft">
          <input
            type="checkbox"
            checked={isErrorsOnly}
            onChange={({ target }) => setErrorsOnly(target.checked)}
            className="accent-accent"
          />
          {t('charts.errorsOnly')}
        </label>
      }
      legend={
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-soft">
          {shown.map((outcome) => (
            <li key={outcome} className="flex items-center gap-1.5">
              <OutcomeSwatch outcome={outcome} />
              {names(outcome)}
            </li>
          ))}
        </ul>
      }
      chart={
        <ResponsiveContainer>
          <BarChart data={rows} title={t('charts.calls')} margin={chartMargin} barCategoryGap="15%">
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis {...time} />
            <YAxis
              {...amount}
              allowDecimals={false}
              tickFormatter={(value: number) => textOf(compact(value))}
            />
            <Tooltip
              cursor={{ fill: 'var(--sunken)' }}
              isAnimationActive={false}
              content={({ payload }) => tipOf(payload, tip)}
            />
            {shown.map((outcome) => (
              <Bar
                key={outcome}
                dataKey={outcome}
                stackId="calls"
                fill={outcomeFill(outcome)}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      }
      figures={
        <FiguresTable
          caption={t('charts.calls')}
          head={[t('columns.from'), ...shown.map((outcome) => names(outcome))]}
          rows={rows.map((row) => [
            momentOf(row.at),
            ...shown.map((outcome) => number(row[outcome])),
          ])}
        />
      }
    />
  )
}

export const chartMargin = { top: 6, right: 4, bottom: 0, left: 4 }

/** Recharts hands on what it was given, of a type it has forgotten. */
export function tipOf(
  payload: readonly { payload?: unknown }[] | undefined,
  tip: (row: ChartRow) => React.ReactNode,
) {
  const row = payload?.[0]?.payload as ChartRow | undefined
  return row ? tip(row) : null
}
