import type { AppSecret } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { Moment } from '../keys/moment'

/** When a secret was last used: it is named by the first digits of its digest. */
export function SecretUse({ secret }: { secret: AppSecret }) {
  const t = useTranslations('apps.rotate')
  const { fingerprint, lastUsedAt, streams } = secret
  const chunks = {
    id: () => (
      <bdi dir="ltr" className="font-mono text-[13px]">
        {fingerprint}
      </bdi>
    ),
    moment: () => (lastUsedAt ? <Moment at={lastUsedAt} /> : null),
  }
  return (
    <span>
      {lastUsedAt ? t.rich('used', chunks) : t.rich('unused', chunks)}
      {streams > 0 ? t('streams', { count: streams }) : null}
    </span>
  )
}
