import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { useFailureText } from './use-failure-text'
import { Button } from '../ui/button'

interface LoadFailureProps {
  title: string
  error: unknown
  onRetry: () => void
  /** Under the page's own heading. */
  isPart?: boolean
}

/** Stands where something could not be read: what failed, why, and another try. */
export function LoadFailure({ title, error, onRetry, isPart = false }: LoadFailureProps) {
  const t = useTranslations('failure')
  const failureText = useFailureText()
  const Heading = isPart ? 'h2' : 'h1'
  return (
    <section role="alert" className="grid justify-items-start gap-3 py-10">
      <Heading
        className={isPart ? 'text-lg font-semibold' : 'text-2xl font-semibold tracking-tight'}
      >
        {title}
      </Heading>
      <p className="text-ink-soft">{failureText(failureOf(error))}</p>
      <Button className="mt-2" onClick={onRetry}>
        {t('retry')}
      </Button>
    </section>
  )
}
