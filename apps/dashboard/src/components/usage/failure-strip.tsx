import type { UsageGroup } from '@itqan/keys-contract'

/** When a group's calls failed, along the same time as the charts: tall and red where all did. */
export function FailureStrip({ series }: Pick<UsageGroup, 'series'>) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${series.length} 10`}
      preserveAspectRatio="none"
      className="h-5 w-full rtl:-scale-x-100"
    >
      {series.map(({ ok, failed }, index) => {
        const calls = ok + failed
        const height = calls === 0 ? 0.6 : Math.max(0.6, (failed / calls) * 10)
        const paint =
          failed > 0 ? 'fill-danger' : calls > 0 ? 'fill-[var(--outcome-ok)]' : 'fill-line'
        return (
          <rect
            key={index}
            x={index + 0.1}
            y={10 - height}
            width="0.8"
            height={height}
            className={paint}
          />
        )
      })}
    </svg>
  )
}
