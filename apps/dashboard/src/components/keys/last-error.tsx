import type { Outcome } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { LazyPopover } from '../ui/lazy-popover'

interface LastErrorProps {
  name: string
  failure: Outcome | null
  message: string | null
  /** False for what is not the key's fault. */
  isCounted: boolean
}

/** The reason in a word or two, and what the provider said: a line of it here, all on a click. */
export function LastError({ name, failure, message, isCounted }: LastErrorProps) {
  const t = useTranslations('keys')
  const names = useTranslations('outcomes')
  return (
    <div
      className="min-w-0 text-[13px] text-ink-soft data-[counted=true]:text-danger"
      data-counted={isCounted}
    >
      {failure ? <p className="truncate font-medium">{names(failure)}</p> : null}
      {message ? (
        <LazyPopover
          content={{
            label: t('lastErrorTitle', { name }),
            children: <WholeMessage title={t('lastErrorTitle', { name })} message={message} />,
          }}
          button={(opener) => (
            <button
              {...opener}
              type="button"
              // A provider's own words: cut at their end, also where the page runs the other way.
              dir="ltr"
              className="block w-full truncate rounded-sm text-start decoration-dotted rtl:text-end underline-offset-4 hover:underline aria-expanded:underline"
            >
              <bdi>{message}</bdi>
            </button>
          )}
        />
      ) : null}
    </div>
  )
}

function WholeMessage({ title, message }: { title: string; message: string }) {
  return (
    <>
      <p className="text-[13px] font-medium">{title}</p>
      <p
        dir="auto"
        className="mt-2 font-mono text-[13px] leading-relaxed break-words text-ink-soft"
      >
        {message}
      </p>
    </>
  )
}
