import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { useFailureText } from '../shell/use-failure-text'

/** Some lines could not be read; the others are there. */
export function PageFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('failure')
  const failureText = useFailureText()
  return (
    <div className="mt-4">
      <Notice>
        <span className="flex flex-wrap items-center gap-3">
          {failureText(failureOf(error))}
          <Button variant="outline" onClick={onRetry}>
            {t('retry')}
          </Button>
        </span>
      </Notice>
    </div>
  )
}
