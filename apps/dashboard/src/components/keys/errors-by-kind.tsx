import { type ManagedKey, outcomes } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { LazyPopover } from '../ui/lazy-popover'
import { Count } from './count'

/** All errors of a key; on a click, those of the last 24 h by kind. */
export function ErrorsByKind({ managedKey }: { managedKey: ManagedKey }) {
  const t = useTranslations('keys')
  const names = useTranslations('outcomes')
  const { name, errorCount, errorsByOutcome } = managedKey
  const kinds = outcomes.filter((outcome) => errorsByOutcome[outcome])
  const count = (
    <span className={errorCount > 0 ? 'font-medium text-danger' : undefined}>
      <Count value={errorCount} />
    </span>
  )
  if (kinds.length === 0) return count
  const list = (
    <>
      <p className="text-[13px] font-medium">{t('errorsTitle', { name })}</p>
      <dl className="mt-2 grid gap-1.5 text-[13px]">
        {kinds.map((outcome) => (
          <div key={outcome} className="flex justify-between gap-3 border-t pt-1.5">
            <dt className="text-ink-soft">{names(outcome)}</dt>
            <dd>
              <Count value={errorsByOutcome[outcome] ?? 0} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
  return (
    <LazyPopover
      content={{ label: t('errorsTitle', { name }), isNarrow: true, children: list }}
      button={(opener) => (
        <button
          {...opener}
          type="button"
          aria-label={t('errorsOf', { name, count: errorCount })}
          className="rounded-sm underline decoration-dotted underline-offset-4"
        >
          {count}
        </button>
      )}
    />
  )
}
