import { useTranslations } from 'next-intl'
import { Khatam } from '../components/zellige'

export default function Loading() {
  const t = useTranslations('Loading')
  return (
    <p role="status" className="flex items-center gap-3 py-24 text-ink-soft">
      <Khatam className="size-6 animate-spin text-accent [animation-duration:4s]" />
      {t('label')}
    </p>
  )
}
