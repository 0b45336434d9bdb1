import type { AuditEntryView, AuditKey } from '@itqan/keys-contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../trpc/client'
import { Button } from '../ui/button'

interface EntryKeysProps {
  entry: Pick<AuditEntryView, 'keys' | 'keySet' | 'keyCount'>
  onlyKey: (keyId: string) => void
}

/** The keys of an entry: a few at once, many when they are asked for. */
export function EntryKeys({ entry, onlyKey }: EntryKeysProps) {
  const t = useTranslations('audit.details')
  const [isAsked, setIsAsked] = useState(false)
  if (entry.keySet === null) return <KeyList keys={entry.keys} onlyKey={onlyKey} />
  if (entry.keyCount === null) return <span className="text-danger">{t('noKeySet')}</span>
  if (isAsked) return <KeySet keySet={entry.keySet} onlyKey={onlyKey} />
  return (
    <Button variant="outline" size="small" onClick={() => setIsAsked(true)}>
      {t('loadKeys', { count: entry.keyCount })}
    </Button>
  )
}

function KeySet({ keySet, onlyKey }: { keySet: string; onlyKey: (keyId: string) => void }) {
  const t = useTranslations('audit.details')
  const list = useTranslations('audit.list')
  const trpc = useTRPC()
  const { data, error } = useQuery(
    trpc.audit.keySet.queryOptions({ keySet }, { staleTime: Infinity }),
  )
  if (error) return <span role="alert">{t('failed')}</span>
  if (data === undefined) return <span role="status">{list('loading')}</span>
  if (data === null) return <span className="text-danger">{t('noKeySet')}</span>
  const { keys, total } = data
  return (
    <div className="grid gap-1.5">
      {keys.length < total ? <p>{t('firstKeys', { shown: keys.length, total })}</p> : null}
      <div className="max-h-64 overflow-y-auto">
        <KeyList keys={keys} onlyKey={onlyKey} />
      </div>
    </div>
  )
}

interface KeyListProps {
  keys: readonly AuditKey[]
  onlyKey: (keyId: string) => void
}

function KeyList({ keys, onlyKey }: KeyListProps) {
  const t = useTranslations('audit.details')
  return (
    <ul className="grid gap-1">
      {keys.map(({ id, name }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2">
          <button
            type="button"
            title={t('onlyThisKey')}
            onClick={() => onlyKey(id)}
            className="text-start font-medium text-accent underline-offset-2 hover:underline"
          >
            {name ?? t('goneKey')}
          </button>
          <bdi dir="ltr" className="font-mono text-xs break-all text-ink-soft">
            {id}
          </bdi>
        </li>
      ))}
    </ul>
  )
}
