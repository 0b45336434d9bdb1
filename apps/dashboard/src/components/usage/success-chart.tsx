import type { Usage } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { type ChartRow, chartRows } from '../../lib/usage/chart-rows'
import { ChartFrame } from './chart-frame'
import { ChartTip } from './chart-tip'
import { FiguresTable } from './figures-table'
import { chartMargin, tipOf } from './outcome-chart'
import { useChartAxes } from './use-chart-axes'
import { useUsageFormat } from './use-usage-format'

const ticks = [0, 25, 50, 75, 100]

/** The success rate over time. Where nothing was called, the line is broken. */
export function SuccessChart({ usage }: { usage: Usage }) {
  const t = useTranslations('usage')
  const { percent } = useUsageFormat()
  const { time, amount, momentOf } = useChartAxes(usage.range)
  const rows = chartRows(usage)
  const title = t('charts.successRate')
  const rateOf = (value: number | null) => percent(value === null ? null : value / 100)
  const tip = ({ at, successPercent }: ChartRow) => (
    <ChartTip
      title={momentOf(at)}
      lines={[{ outcome: null, name: title, value: rateOf(successPercent) }]}
    />
  )
  return (
    <ChartFrame
      title={title}
      chart={
        <ResponsiveContainer>
          <LineChart data={rows} title={title} margin={chartMargin}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis {...time} padding={{ left: 8, right: 8 }} />
            <YAxis {...amount} domain={[0, 100]} ticks={ticks} tickFormatter={rateOf} />
            <Tooltip isAnimationActive={false} content={({ payload }) => tipOf(payload, tip)} />
            <Line
              dataKey="successPercent"
              type="linear"
              stroke="var(--outcome-ok)"
              strokeWidth={2}
              dot={{ r: 2, fill: 'var(--outcome-ok)' }}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      }
      figures={
        <FiguresTable
          caption={title}
          head={[t('columns.from'), title]}
          rows={rows.map(({ at, successPercent }) => [momentOf(at), rateOf(successPercent)])}
        />
      }
    />
  )
}
