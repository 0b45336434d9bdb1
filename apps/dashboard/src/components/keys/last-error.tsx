import { useTranslations } from 'next-intl'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'

interface LastErrorProps {
  name: string
  message: string
  /** False for what was said before the count went back to zero. */
  isCounted: boolean
}

/** One line of it in the table; all of it on a click, a touch or Enter. */
export function LastError({ name, message, isCounted }: LastErrorProps) {
  const t = useTranslations('keys')
  return (
    <Popover>
      <PopoverTrigger
        className="block max-w-full truncate rounded-sm text-start text-[13px] text-ink-soft decoration-dotted underline-offset-4 hover:underline aria-expanded:underline data-[counted=true]:text-danger"
        data-counted={isCounted}
      >
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
  )
}
