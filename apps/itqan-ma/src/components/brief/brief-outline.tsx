import { useTranslations } from 'next-intl'
import { cn } from '../cn'

const sections = ['summary', 'scope', 'pages', 'questions'] as const

/** The empty sheet: what the brief will hold, with its lines left blank. */
export function BriefOutline({ waiting }: { waiting: boolean }) {
  const t = useTranslations('Brief')
  return (
    <div className={cn('brief text-ink-soft', waiting && 'animate-pulse')}>
      <h2 className="text-ink">{t('heading')}</h2>
      {sections.map((section) => (
        <div key={section}>
          <h3 className="text-ink">{t(`outline.${section}`)}</h3>
          <p>{t(`outline.${section}Hint`)}</p>
          <div aria-hidden className="ruled mt-2" />
        </div>
      ))}
    </div>
  )
}
