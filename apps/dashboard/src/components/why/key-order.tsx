import type { Why, WhyInput, WhyKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { KeyItem } from './key-item'
import { LastFailure } from './last-failure'
import { NoKeys } from './no-keys'
import { ReadyReason } from './ready-reason'
import { RestingReason } from './resting-reason'

interface KeyOrderProps {
  why: Why
  input: WhyInput
  mayClear: boolean
}

/** A provider's keys: those that a client would take, in their order, then those that it would not. */
export function KeyOrder({ why, input, mayClear }: KeyOrderProps) {
  const t = useTranslations('why')
  const of = (...states: WhyKey['state'][]) =>
    why.keys.filter(({ state }) => states.includes(state))
  const ready = of('ready')
  const { totals } = why
  if (why.keys.length === 0) return <NoKeys kind="provider" />
  return (
    <>
      <p role="status" className="sr-only">
        {ready[0] ? t('announce', { name: ready[0].name }) : t('empty.noReady')}
      </p>
      <Section title={t('sections.ready')} total={totals.ready} shown={ready.length} isOrdered>
        {ready.length === 0 ? <NoneReady /> : null}
        {ready.map((key) => (
          <KeyItem key={key.keyId} item={key}>
            <ReadyReason item={key} ready={ready} />
          </KeyItem>
        ))}
      </Section>
      <Section
        title={t('sections.resting')}
        total={totals.resting}
        shown={of('resting').length}
        isOrdered
      >
        {of('resting').map((key) => (
          <KeyItem key={key.keyId} item={key}>
            <RestingReason item={key} input={input} mayClear={mayClear} />
          </KeyItem>
        ))}
      </Section>
      <Section
        title={t('sections.off')}
        total={totals.refused + totals.disabled}
        shown={of('refused', 'disabled').length}
      >
        {of('refused', 'disabled').map((key) => (
          <KeyItem key={key.keyId} item={key}>
            <p>{t(key.state === 'refused' ? 'off.refused' : 'off.disabled')}</p>
            <LastFailure item={key} />
          </KeyItem>
        ))}
      </Section>
    </>
  )
}

function NoneReady() {
  const t = useTranslations('why.empty')
  return (
    <li className="py-4">
      <p className="font-medium text-danger">{t('noReady')}</p>
      <p className="text-ink-soft">{t('noReadyBody')}</p>
    </li>
  )
}

interface SectionProps {
  title: string
  total: number
  shown: number
  /** Whether the order means something. */
  isOrdered?: boolean
  children: ReactNode
}

function Section({ title, total, shown, isOrdered = false, children }: SectionProps) {
  const t = useTranslations('why')
  const id = useId()
  // That no key is ready is said; that none rests, or is off, goes without saying.
  if (total === 0 && title !== t('sections.ready')) return null
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="flex items-baseline gap-2 border-b pb-2 text-base font-semibold">
        {title}
        <span className="text-sm font-normal text-ink-soft">{total}</span>
      </h2>
      <List className="divide-y">{children}</List>
      {total > shown ? (
        <p className="border-t pt-3 text-ink-soft">{t('more', { count: total - shown })}</p>
      ) : null}
    </section>
  )
}
