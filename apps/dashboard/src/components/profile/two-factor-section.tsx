import { ShieldCheckIcon, ShieldOffIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { Section } from './section'
import type { TwoFactorDeed } from './two-factor-deed'

const TwoFactorDialog = dynamic(async () => (await import('./two-factor-dialog')).TwoFactorDialog)

export function TwoFactorSection({ isOn }: { isOn: boolean }) {
  const t = useTranslations('profile.twoFactor')
  const hydrated = useHydrated()
  const [deed, setDeed] = useState<TwoFactorDeed | null>(null)
  const Icon = isOn ? ShieldCheckIcon : ShieldOffIcon
  const button = (asked: TwoFactorDeed, variant: 'solid' | 'outline') => (
    <Button variant={variant} disabled={!hydrated} onClick={() => setDeed(asked)}>
      {t(asked)}
    </Button>
  )
  return (
    <Section
      title={t('title')}
      intro={t(isOn ? 'on' : 'off')}
      action={<Icon aria-hidden className="size-5 text-ink-soft" />}
    >
      <div className="flex flex-wrap gap-2">
        {isOn ? (
          <>
            {button('renew', 'outline')}
            {button('disable', 'outline')}
          </>
        ) : (
          button('enable', 'solid')
        )}
      </div>
      {deed ? <TwoFactorDialog deed={deed} onClose={() => setDeed(null)} /> : null}
    </Section>
  )
}
