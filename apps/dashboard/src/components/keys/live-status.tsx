import { useTranslations } from 'next-intl'

/** Whether the figures on the page are fresh. */
export function LiveStatus({ stale }: { stale: boolean }) {
  const t = useTranslations('keys')
  return (
    <p
      role="status"
      data-stale={stale}
      className="flex items-center gap-2 text-[13px] text-ink-soft data-[stale=true]:text-danger"
    >
      <span
        aria-hidden
        className={stale ? 'size-2 rounded-full bg-danger' : 'size-2 rounded-full bg-accent'}
      />
      {stale ? t('stale') : t('live')}
    </p>
  )
}
