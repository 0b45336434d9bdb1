import { DownloadIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'

const FormatsOpener = createOpener(
  'menu',
  async () => (await import('./export-formats')).ExportFormats,
)

export function ExportMenu() {
  const t = useTranslations('export')
  const hydrated = useHydrated()
  return (
    <FormatsOpener
      content={{}}
      button={(opener) => (
        <Button {...opener} variant="outline" disabled={!hydrated}>
          <DownloadIcon aria-hidden />
          {t('open')}
        </Button>
      )}
    />
  )
}
