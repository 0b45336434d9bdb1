import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'

export function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useTranslations('keys.nothingFound')
  return (
    <section
      role="status"
      className="mt-6 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center"
    >
      <h2 className="text-base font-semibold">{t('title')}</h2>
      <p className="mx-auto mt-1.5 mb-4 max-w-md text-pretty text-ink-soft">{t('body')}</p>
      <Button variant="outline" onClick={onClear}>
        {t('clear')}
      </Button>
    </section>
  )
}
