import type { WhyKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { errorsOf, type Reason, reasonOf } from '../../lib/why/reason-of'
import { useShare } from './use-share'

interface ReadyReasonProps {
  item: WhyKey
  /** All that are ready, in their order. */
  ready: readonly WhyKey[]
}

/** Why a key is taken first, or not before another. */
export function ReadyReason({ item, ready }: ReadyReasonProps) {
  const t = useTranslations('why.reason')
  const sentence = useSentence()
  const reason = reasonOf(item, ready)
  const { isFirst, others, isCapped } = reason
  const parts = [
    isFirst && others > 0 ? t('firstEqual', { others }) : sentence(item, reason),
    !isFirst && others > 0 ? t('equal', { others }) : null,
    isCapped ? t('capped') : null,
  ]
  return (
    <p className="max-w-3xl data-[first=true]:font-medium" data-first={isFirst}>
      {parts.filter(Boolean).join(' ')}
    </p>
  )
}

function useSentence(): (item: WhyKey, reason: Reason) => string {
  const t = useTranslations('why.reason')
  const share = useShare()
  return (item, { kind, isFirst, rival }) => {
    if (kind === 'only' || kind === 'chance' || !rival) return t('only')
    const errors = errorsOf(item)
    if (isFirst) {
      return kind === 'errors'
        ? t('firstErrors', { errors })
        : t('firstUses', { errors, share: share(item) })
    }
    return kind === 'errors'
      ? t('errors', { errors, before: errorsOf(rival) })
      : t('uses', { share: share(item), before: share(rival) })
  }
}
