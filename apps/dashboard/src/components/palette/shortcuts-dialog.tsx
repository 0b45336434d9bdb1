import { useTranslations } from 'next-intl'
import { destinationsFor } from '../../lib/destinations'
import { Dialog, DialogContent } from '../ui/dialog'
import { Shortcut } from '../ui/shortcut'

interface ShortcutsDialogProps {
  role: string
  onClose(): void
}

/** What the keyboard can do. */
export function ShortcutsDialog({ role, onClose }: ShortcutsDialogProps) {
  const t = useTranslations('palette')
  const page = useTranslations('nav')
  const everywhere = [
    { does: t('open'), keys: 'Ctrl K' },
    { does: t('help'), keys: '?' },
    ...destinationsFor(role).map(({ label, letter }) => ({
      does: t('goTo', { page: page(label) }),
      keys: `G ${letter.toUpperCase()}`,
    })),
  ]
  const onKeys = [
    { does: t('onKey.edit'), keys: 'E' },
    { does: t('onKey.test'), keys: 'T' },
    { does: t('onKey.remove'), keys: 'D' },
  ]
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('help')} description={t('helpIntro')}>
        <ShortcutList title={t('everywhere')} rows={everywhere} />
        <ShortcutList title={t('onKey.title')} rows={onKeys} />
      </DialogContent>
    </Dialog>
  )
}

interface ShortcutListProps {
  title: string
  rows: { does: string; keys: string }[]
}

function ShortcutList({ title, rows }: ShortcutListProps) {
  return (
    <section className="grid gap-1">
      <h3 className="text-[13px] font-medium text-ink-soft">{title}</h3>
      <dl className="grid">
        {rows.map(({ does, keys }) => (
          <div key={keys} className="flex items-center justify-between gap-4 border-b py-1.5">
            <dt>{does}</dt>
            <dd>
              <Shortcut keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
