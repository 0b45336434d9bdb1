import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { Button } from '../ui/button'
import { useFailureText } from './use-failure-text'

export function KeysFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('keys')
  const failureText = useFailureText()
  return (
    <section role="alert" className="grid justify-items-start gap-3 py-10">
      <h1 className="text-2xl font-semibold tracking-tight">{t('failedTitle')}</h1>
      <p className="text-ink-soft">{failureText(failureOf(error))}</p>
      <Button className="mt-2" onClick={onRetry}>
        {t('retry')}
      </Button>
    </section>
  )
}
