import { useTranslations } from 'next-intl'
import { Logo } from './logo'

export function Brand() {
  const t = useTranslations('app')
  return (
    <span className="flex items-center gap-2 text-base font-semibold tracking-tight whitespace-nowrap">
      <Logo className="size-6" />
      {t('name')}
    </span>
  )
}
