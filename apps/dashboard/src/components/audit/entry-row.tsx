import type { AuditEntryView } from '@itqan/keys-contract'
import { BanIcon, CheckIcon, ChevronDownIcon, CircleAlertIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { sentenceOf } from '../../lib/audit/sentence'
import { Moment } from '../keys/moment'
import { EntryDetails } from './entry-details'
import { useSpeech } from './use-speech'

interface EntryRowProps {
  entry: AuditEntryView
  onlyKey: (keyId: string) => void
}

/** One thing that was done, in a sentence; what else is known of it, on request. */
export function EntryRow({ entry, onlyKey }: EntryRowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const speech = useSpeech()
  const panelId = useId()
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setIsOpen(!isOpen)}
        className="group flex w-full items-start gap-3 px-3 py-2.5 text-start hover:bg-sunken/60 sm:px-4"
      >
        <Outcome outcome={entry.outcome} />
        <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-4 gap-y-0.5">
          <span className="min-w-0 grow basis-64 break-words">{sentenceOf(entry, speech)}</span>
          <span className="flex gap-4 text-[13px] text-ink-soft">
            {entry.address === null ? null : (
              <bdi dir="ltr" className="font-mono text-xs leading-5 max-sm:hidden">
                {entry.address}
              </bdi>
            )}
            <Moment at={entry.at} />
          </span>
        </span>
        <ChevronDownIcon
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-ink-soft transition-transform group-aria-expanded:rotate-180"
        />
      </button>
      <div id={panelId} hidden={!isOpen}>
        {isOpen ? <EntryDetails entry={entry} onlyKey={onlyKey} /> : null}
      </div>
    </li>
  )
}

function Outcome({ outcome }: { outcome: string }) {
  const t = useTranslations('audit.outcomes')
  if (outcome === 'refused') {
    return <BanIcon role="img" aria-label={t('refused')} className={`${icon} text-danger`} />
  }
  if (outcome === 'failed') {
    return <CircleAlertIcon role="img" aria-label={t('failed')} className={`${icon} text-danger`} />
  }
  return <CheckIcon aria-hidden className={`${icon} text-accent`} />
}

const icon = 'mt-0.5 size-4 shrink-0'
