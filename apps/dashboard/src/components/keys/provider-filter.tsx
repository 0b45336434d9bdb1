import { ChevronDownIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'
import type { ProviderMenuProps } from './provider-menu'

const ProviderMenuOpener = createOpener<ProviderMenuProps>(
  'menu',
  async () => (await import('./provider-menu')).ProviderMenu,
)

export function ProviderFilter(props: ProviderMenuProps) {
  const t = useTranslations('keys.filters')
  const { chosen } = props
  return (
    <ProviderMenuOpener
      content={props}
      button={(opener) => (
        <Button {...opener} variant="outline">
          {chosen.length === 0 ? (
            t('provider')
          ) : (
            <bdi className="max-w-48 truncate">{chosen.map(providerLabel).join(', ')}</bdi>
          )}
          <ChevronDownIcon aria-hidden />
        </Button>
      )}
    />
  )
}
