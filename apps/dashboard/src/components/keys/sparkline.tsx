import type { UseCounts } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { sparklineBars } from '../../lib/keys-table/sparkline'

const HEIGHT = 20

interface SparklineProps {
  /** The present hour last. */
  hours: readonly UseCounts[]
  total: UseCounts | null
}

/** The last 24 hours: uses that went well, and on top of them those that failed. */
export function Sparkline({ hours, total }: SparklineProps) {
  const t = useTranslations('keys')
  const { ok, failed } = total ?? { ok: 0, failed: 0 }
  return (
    <svg
      role="img"
      aria-label={t('sparkline', { ok, failed })}
      viewBox={`0 0 ${hours.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-6 w-full max-w-40 lg:max-w-none"
    >
      <path d={`M0 ${HEIGHT}h${hours.length}`} className="stroke-line-strong" strokeWidth={0.5} />
      {sparklineBars(hours, HEIGHT).map(({ x, ok: good, failed: bad }) =>
        good + bad === 0 ? null : (
          <g key={x}>
            <rect x={x + 0.1} y={HEIGHT - good} width={0.8} height={good} className="fill-accent" />
            <rect
              x={x + 0.1}
              y={HEIGHT - good - bad}
              width={0.8}
              height={bad}
              className="fill-danger"
            />
          </g>
        ),
      )}
    </svg>
  )
}
