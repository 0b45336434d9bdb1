import { useTranslations } from 'next-intl'
import type { ReactNode, Ref } from 'react'
import { BriefOutline } from './brief-outline'
import { BriefText } from './brief-text'
import { CopyButton } from './copy-button'
import { CropMarks } from './crop-marks'
import type { Phase } from './use-brief'

interface BriefSheetProps {
  ref: Ref<HTMLElement>
  text: string
  language: string
  phase: Phase
  today: string
  /** What stopped the text short. */
  note: ReactNode
}

export function BriefSheet({ ref, text, language, phase, today, note }: BriefSheetProps) {
  const t = useTranslations('Brief')
  const busy = phase === 'waiting' || phase === 'writing'
  return (
    <section
      ref={ref}
      aria-label={t('heading')}
      className="relative min-h-[60vh] scroll-mt-4 self-start border border-rule bg-sheet px-6 pt-5 pb-10 sm:pr-12 lg:min-h-[49rem] sm:pl-18 print:border-0"
    >
      <CropMarks />
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-b-2 border-ink pb-2 text-sm sm:-ml-8">
        <p data-testid="phase" data-phase={phase} role="status" className="text-ink-soft">
          {t(`phase.${phase}`)}
        </p>
        <p className="tabular-nums">{today}</p>
      </div>
      <div
        className="mt-8"
        aria-live="polite"
        aria-busy={busy}
        aria-label={t('region')}
        role="region"
        data-testid="brief"
      >
        {text ? <BriefText text={text} language={language} writing={phase === 'writing'} /> : null}
      </div>
      {text ? null : <BriefOutline waiting={phase === 'waiting'} />}
      {note}
      {text && !busy ? <CopyButton text={text} /> : null}
    </section>
  )
}
