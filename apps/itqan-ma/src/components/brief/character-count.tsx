import { useTranslations } from 'next-intl'
import { MAX_DESCRIPTION } from '../../lib/brief/limits'
import { cn } from '../cn'

export function CharacterCount({ id, text }: { id: string; text: string }) {
  const t = useTranslations('Form')
  const values = { count: text.trim().length, max: MAX_DESCRIPTION }
  const over = values.count > values.max
  return (
    <p
      id={id}
      data-testid="count"
      className={cn(
        'mt-1.5 text-right text-sm text-ink-soft tabular-nums',
        over && 'font-semibold text-alarm',
      )}
    >
      <span aria-hidden>{t('count', values)}</span>
      <span className="sr-only">{t('countLabel', values)}</span>
    </p>
  )
}
