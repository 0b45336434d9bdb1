import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonLook } from '../components/button'
import { Notice } from '../components/notice'

export default function NotFound() {
  const t = useTranslations('NotFound')
  return (
    <Notice title={t('title')} text={t('text')}>
      <Link href="/" className={buttonLook()}>
        {t('back')}
      </Link>
    </Notice>
  )
}
