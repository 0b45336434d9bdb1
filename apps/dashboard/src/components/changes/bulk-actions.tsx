import { EllipsisIcon, PencilIcon, PowerIcon, PowerOffIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'
import type { useBulkVerbs } from './use-bulk-verbs'

/** What asks first. */
export type BulkDialog = 'edit' | 'remove'

export interface BulkActionsProps {
  ids: readonly string[]
  bulk: ReturnType<typeof useBulkVerbs>
  onDialog: (kind: BulkDialog) => void
}

const BulkMenuOpener = createOpener<BulkActionsProps>(
  'menu',
  async () => (await import('./bulk-menu')).BulkMenu,
)

/** The verbs for many keys: what is in a hurry as buttons, the rest in a menu. */
export function BulkActions(props: BulkActionsProps) {
  const t = useTranslations('change.bulk')
  const { ids, bulk, onDialog } = props
  return (
    <div role="group" aria-label={t('actions')} className="flex flex-wrap items-center gap-2">
      <Button variant="outline" onClick={() => void bulk.setActive(ids, false)}>
        <PowerOffIcon aria-hidden />
        {t('off')}
      </Button>
      <Button variant="outline" onClick={() => void bulk.setActive(ids, true)}>
        <PowerIcon aria-hidden />
        {t('on')}
      </Button>
      <Button variant="outline" onClick={() => onDialog('edit')}>
        <PencilIcon aria-hidden />
        {t('edit')}
      </Button>
      <BulkMenuOpener
        content={props}
        button={(opener) => (
          <Button {...opener} variant="ghost" size="icon" aria-label={t('more')}>
            <EllipsisIcon aria-hidden />
          </Button>
        )}
      />
    </div>
  )
}
