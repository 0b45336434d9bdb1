import type { WhyKey } from '@itqan/keys-contract'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { errorsOf } from '../../lib/why/reason-of'
import { Moment } from '../keys/moment'
import { useShare } from './use-share'

/** Where the focus goes when the button in it has done its work. */
export const itemId = (keyId: string): string => `why-${keyId}`

/** A key, what it scores, and in the middle why it stands where it does. */
export function KeyItem({ item, children }: { item: WhyKey; children: ReactNode }) {
  const t = useTranslations('why')
  const format = useFormatter()
  const share = useShare()
  const { keyId, name, maskedKey, place, state, lastUsedAt, quotaPool } = item
  return (
    <li id={itemId(keyId)} tabIndex={-1} className="flex gap-3 rounded-sm py-4 sm:gap-4">
      <Place place={place} />
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 lg:grid-cols-[14rem_1fr]">
        <div className="min-w-0">
          <h3
            className="font-medium wrap-anywhere data-[off=true]:text-ink-soft"
            data-off={state === 'refused' || state === 'disabled'}
          >
            <bdi>{name}</bdi>
          </h3>
          <p
            dir="ltr"
            className="truncate text-start font-mono text-[13px] text-ink-soft rtl:text-end"
          >
            {maskedKey}
          </p>
        </div>
        <div className="grid min-w-0 content-start gap-2">
          <div className="grid justify-items-start gap-1 text-pretty">{children}</div>
          <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] text-ink-soft">
            <Fact term={t('facts.errors')}>{format.number(errorsOf(item))}</Fact>
            <Fact term={t('facts.uses')}>{share(item)}</Fact>
            <Fact term={t('facts.lastUsed')}>
              {lastUsedAt ? <Moment at={lastUsedAt} /> : t('facts.never')}
            </Fact>
            {quotaPool ? (
              <Fact term={t('facts.pool')}>
                <bdi dir="ltr" className="font-mono wrap-anywhere">
                  {quotaPool}
                </bdi>
              </Fact>
            ) : null}
          </dl>
        </div>
      </div>
    </li>
  )
}

function Place({ place }: { place: number | null }) {
  const t = useTranslations('why')
  const format = useFormatter()
  // Its room is kept, so that names stand under each other.
  if (place === null) return <span className="w-7 shrink-0 max-sm:hidden" />
  return (
    <span
      data-first={place === 1}
      className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-[13px] font-semibold data-[first=true]:bg-ink data-[first=true]:text-on-ink"
    >
      <span className="sr-only">{t('place', { place })}</span>
      <span aria-hidden>{format.number(place)}</span>
    </span>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-x-1.5">
      <dt>{term}</dt>
      <dd className="min-w-0 font-medium text-ink">{children}</dd>
    </div>
  )
}
