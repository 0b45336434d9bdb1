import { useTranslations } from 'next-intl'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'

/** One line of it in the table; all of it on a click, a touch or Enter. */
export function LastError({ name, message }: { name: string; message: string }) {
  const t = useTranslations('keys')
  return (
    <Popover>
      <PopoverTrigger className="block max-w-full truncate rounded-sm text-start text-[13px] text-danger decoration-dotted underline-offset-4 hover:underline aria-expanded:underline">
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
