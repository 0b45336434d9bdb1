import type { ManagedKey } from '@itqan/keys-contract'
import { EllipsisIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import type { KeyMenuProps } from '../changes/key-menu'
import { useRowShortcuts } from '../changes/use-row-shortcuts'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'
import { actionsId, providerId } from './element-ids'
import { useKeyDialogs } from './key-dialogs'

const KeyMenuOpener = createOpener<KeyMenuProps>(
  'menu',
  async () => (await import('../changes/key-menu')).KeyMenu,
)

/** A row's menu. What it opens stands in `KeyDialogsProvider`. */
export function KeyActions({ managedKey }: { managedKey: ManagedKey }) {
  const t = useTranslations('keys')
  const dialogs = useKeyDialogs()
  const trigger = useRef<HTMLButtonElement>(null)
  useRowShortcuts(trigger, managedKey, dialogs.open)
  const { id, name, provider } = managedKey
  return (
    <KeyMenuOpener
      content={{ target: managedKey, dialogs }}
      button={(props) => (
        <Button
          {...props}
          ref={trigger}
          id={actionsId(id)}
          variant="ghost"
          size="icon"
          aria-label={t('actionsFor', { name })}
          aria-describedby={providerId(provider)}
        >
          <EllipsisIcon aria-hidden />
        </Button>
      )}
    />
  )
}
