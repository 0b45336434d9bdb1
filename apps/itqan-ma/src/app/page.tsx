import { getFormatter, getTranslations } from 'next-intl/server'
import { BriefStudio } from '../components/brief/brief-studio'

export default async function HomePage() {
  const t = await getTranslations('Hero')
  const format = await getFormatter()
  return (
    <BriefStudio today={format.dateTime(new Date(), { dateStyle: 'long' })}>
      <h1 className="text-[clamp(2.2rem,1.4rem+3.4vw,3.1rem)] leading-[1.04] font-bold tracking-[-0.035em] text-balance">
        {t('title')}
      </h1>
      <p className="mt-4 max-w-[46ch] text-lg leading-relaxed text-pretty text-ink-soft">
        {t('lead')}
      </p>
    </BriefStudio>
  )
}
