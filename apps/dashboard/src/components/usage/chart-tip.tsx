import type { Outcome } from '@itqan/keys-contract'
import { useLocale } from 'next-intl'
import { directionOf } from '../../i18n/locale'
import { OutcomeSwatch } from './outcome-patterns'

interface ChartTipProps {
  title: string
  lines: { outcome: Outcome | null; name: string; value: string }[]
}

/** Beside the pointer, or where the arrows stand. */
export function ChartTip({ title, lines }: ChartTipProps) {
  return (
    <div
      dir={directionOf(useLocale())}
      className="rounded-md border bg-surface px-3 py-2 text-[13px] shadow-lg"
    >
      <p className="font-medium">{title}</p>
      {lines.map(({ outcome, name, value }) => (
        <p key={name} className="mt-1 flex items-center gap-2">
          {outcome ? <OutcomeSwatch outcome={outcome} /> : null}
          <span className="text-ink-soft">{name}</span>
          <span className="ms-auto ps-3 font-medium">{value}</span>
        </p>
      ))}
    </div>
  )
}
