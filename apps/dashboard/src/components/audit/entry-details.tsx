import { type AuditEntryView, outcomeSchema } from '@itqan/keys-contract'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTimeZone } from '../../lib/use-time-zone'
import { EntryKeys } from './entry-keys'

interface EntryDetailsProps {
  entry: AuditEntryView
  onlyKey: (keyId: string) => void
}

/** Everything that was written down, as it was. */
export function EntryDetails({ entry, onlyKey }: EntryDetailsProps) {
  const t = useTranslations('audit.details')
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1.5 border-t bg-sunken/40 px-4 py-3 text-[13px] sm:ps-11">
      <Line name={t('seq')}>{String(entry.seq)}</Line>
      <Line name={t('at')}>
        <ExactTime at={entry.at} />
      </Line>
      <Line name={t('actor')}>{whoOf(entry)}</Line>
      <Line name={t('action')}>
        <Code text={`${entry.action} · ${entry.outcome}`} />
      </Line>
      <Line name={t('provider')}>{entry.provider}</Line>
      <Line name={t('address')}>{entry.address && <Code text={entry.address} />}</Line>
      <Line name={t('detail')}>{entry.detail && <Detail entry={entry} />}</Line>
      <Line name={t('keys')}>
        {entry.keyCount === 0 ? null : <EntryKeys entry={entry} onlyKey={onlyKey} />}
      </Line>
      <Line name={t('request')}>
        <Code text={entry.requestId} />
      </Line>
      <Line name={t('hash')}>
        <Code text={entry.hash} />
      </Line>
      <Line name={t('previous')}>
        <Code text={entry.previousHash} />
      </Line>
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

const Code = ({ text }: { text: string }) => (
  <bdi dir="ltr" className="font-mono text-xs break-all">
    {text}
  </bdi>
)

/** How a test went has a name of its own beside the word that was written down. */
function Detail({ entry: { action, detail } }: { entry: AuditEntryView }) {
  const names = useTranslations('outcomes')
  const tested = action === 'key.test' ? outcomeSchema.safeParse(detail) : null
  if (!tested?.success) return <bdi>{detail}</bdi>
  return (
    <>
      {names(tested.data)} <Code text={tested.data} />
    </>
  )
}

/** To the millisecond: of two entries, which was first. */
function ExactTime({ at }: { at: Date }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const local = timeZone
    ? at.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium', timeZone })
    : null
  return (
    <time dateTime={at.toISOString()}>
      {local} <Code text={at.toISOString()} />
    </time>
  )
}

function whoOf({ actorKind, actor, person }: AuditEntryView): ReactNode {
  return (
    <>
      {person ? `${person.name} (${person.email}) ` : null}
      <Code text={`${actorKind}${actor === null ? '' : ` · ${actor}`}`} />
    </>
  )
}
