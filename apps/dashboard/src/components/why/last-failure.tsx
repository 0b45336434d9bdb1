import type { WhyKey } from '@itqan/keys-contract'
import { useLocale, useTranslations } from 'next-intl'
import { inSentence } from '../../lib/in-sentence'
import { relativeTime } from '../../lib/relative-time'
import { useNow } from '../keys/now'

/** How the last failed use of a key went, and what the provider said, as far as it is known. */
export function LastFailure({ item }: { item: WhyKey }) {
  const t = useTranslations('why')
  const causes = useTranslations('outcomes')
  const locale = useLocale()
  const now = useNow()
  const { lastFailure, lastFailureAt, lastError } = item
  if (!lastFailure && !lastError) return null
  const cause = inSentence(causes(lastFailure ?? 'error'), locale)
  return (
    <>
      <p className="text-ink-soft">
        {lastFailureAt
          ? t('lastError', { cause, when: relativeTime({ at: lastFailureAt, now, locale }) })
          : t('lastErrorUndated', { cause })}
      </p>
      {lastError ? (
        <details className="max-w-full text-[13px]">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-soft">{t('said')}</summary>
          <p dir="auto" className="mt-1 font-mono wrap-anywhere text-ink-soft">
            {lastError}
          </p>
        </details>
      ) : null}
    </>
  )
}
