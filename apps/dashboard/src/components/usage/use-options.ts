import { usageGroupings, usageRanges } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'

export function useGroupings() {
  const t = useTranslations('usage.by')
  return usageGroupings.map((value) => ({ value, label: t(value) }))
}

export function useRanges() {
  const t = useTranslations('usage.ranges')
  return usageRanges.map((value) => ({ value, label: t(value) }))
}
