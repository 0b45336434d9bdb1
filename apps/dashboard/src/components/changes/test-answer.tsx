import type { KeyTest } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'

/** What a provider answered, what it means, and what to do. */
export function TestAnswer({ answer }: { answer: KeyTest }) {
  const t = useTranslations('change.test')
  const names = useTranslations('outcomes')
  const { outcome, status, latencyMs, said } = answer
  return (
    <div className="grid gap-3 text-pretty">
      <p className={outcome === 'ok' ? 'font-medium text-accent' : 'font-medium text-danger'}>
        {names(outcome)}
      </p>
      <p className="text-ink-soft">{t(`advice.${outcome}`)}</p>
      {said ? (
        <div className="grid gap-1">
          <p className="text-[13px] text-ink-soft">{t('said')}</p>
          <p
            dir="auto"
            className="rounded-md bg-sunken px-3 py-2 font-mono text-[13px] wrap-anywhere"
          >
            {said}
          </p>
        </div>
      ) : null}
      <p className="text-[13px] text-ink-soft">
        {status === null ? t('noAnswer') : <bdi>{t('http', { status: String(status) })}</bdi>}
        {' · '}
        <bdi>{t('took', { ms: latencyMs })}</bdi>
      </p>
    </div>
  )
}
