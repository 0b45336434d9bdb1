import { Command } from 'cmdk'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { destinationsFor } from '../../lib/destinations'
import { useGo } from '../../lib/use-go'
import { PlainDialog } from '../ui/plain-dialog'
import { FoundKeys } from './found-keys'
import { PaletteItem } from './palette-item'
import { SettingItems } from './setting-items'

interface PaletteProps {
  role: string
  onClose(): void
  onHelp(): void
}

const group =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-soft'

export function Palette({ role, onClose, onHelp }: PaletteProps) {
  const t = useTranslations('palette')
  const page = useTranslations('nav')
  const go = useGo()
  const [text, setText] = useState('')
  const goTo = (href: string) => {
    onClose()
    go(href)
  }
  const mayChange = role === 'administrator' || role === 'operator'
  return (
    <PlainDialog title={t('open')} onClose={onClose}>
      <Command loop label={t('open')}>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t('placeholder')}
          className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-ink-soft"
        />
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto px-2 pb-2">
          <Command.Empty className="px-3 py-8 text-center text-ink-soft">
            {t('nothing')}
          </Command.Empty>
          <Command.Group heading={t('pages')} className={group}>
            {destinationsFor(role).map(({ href, label, letter }) => (
              <PaletteItem
                key={href}
                shortcut={`G ${letter.toUpperCase()}`}
                onSelect={() => goTo(href)}
              >
                {page(label)}
              </PaletteItem>
            ))}
            <PaletteItem onSelect={() => goTo('/account')}>{t('account')}</PaletteItem>
          </Command.Group>
          {mayChange ? (
            <Command.Group heading={t('actions')} className={group}>
              <PaletteItem onSelect={() => goTo('/keys?do=add')}>{t('add')}</PaletteItem>
              <PaletteItem onSelect={() => goTo('/keys?do=import')}>{t('import')}</PaletteItem>
            </Command.Group>
          ) : null}
          <FoundKeys text={text} className={group} onSelect={goTo} />
          <Command.Group heading={t('settings')} className={group}>
            <SettingItems onDone={onClose} />
            <PaletteItem shortcut="?" onSelect={onHelp}>
              {t('help')}
            </PaletteItem>
          </Command.Group>
        </Command.List>
      </Command>
    </PlainDialog>
  )
}
