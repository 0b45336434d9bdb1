import type { Outcome } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'

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
  return (
    <div
      className="min-w-0 text-[13px] text-ink-soft data-[counted=true]:text-danger"
      data-counted={isCounted}
    >
      {failure ? <p className="truncate font-medium">{t(`outcomes.${failure}`)}</p> : null}
      {message ? (
        <Popover>
          <PopoverTrigger className="block max-w-full truncate rounded-sm text-start decoration-dotted underline-offset-4 hover:underline aria-expanded:underline">
            <bdi>{message}</bdi>
          </PopoverTrigger>
          <PopoverContent aria-label={t('lastErrorTitle', { name })}>
            <p className="text-[13px] font-medium">{t('lastErrorTitle', { name })}</p>
            <p
              dir="auto"
              className="mt-2 font-mono text-[13px] leading-relaxed break-words text-ink-soft"
            >
              {message}
            </p>
          </PopoverContent>
        </Popover>
      ) : null}
    </div>
  )
}
