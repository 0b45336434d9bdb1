import type { WhyKey } from '@itqan/keys-contract'
import { useFormatter, useTranslations } from 'next-intl'

/** « 12 / 2 »: uses and weight, which no right-to-left line turns around. */
export function useShare(): (key: Pick<WhyKey, 'usageCount' | 'weight'>) => string {
  const t = useTranslations('why')
  const format = useFormatter()
  // The font draws French's narrow space too thin to part the thousands.
  const number = (value: number) => format.number(value).replaceAll('\u202f', '\u00a0')
  return ({ usageCount, weight }) =>
    `\u2066${t('share', { uses: number(usageCount), weight: number(weight) })}\u2069`
}
