import type { OutcomeCounts } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { errorsOf } from '../../lib/usage/figures'
import { OutcomeSwatch } from './outcome-patterns'
import { useUsageFormat } from './use-usage-format'

/** What did not go well, by kind. */
export function ErrorKinds({ counts }: { counts: OutcomeCounts }) {
  const t = useTranslations('usage')
  const names = useTranslations('outcomes')
  const { number } = useUsageFormat()
  const errors = errorsOf(counts)
  if (errors.length === 0) return <span className="text-ink-soft">{t('noErrors')}</span>
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {errors.map(({ outcome, count }) => (
        <li key={outcome} className="flex items-center gap-1.5 whitespace-nowrap">
          <OutcomeSwatch outcome={outcome} />
          <span>
            {names(outcome)} <span className="font-medium">{number(count)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
