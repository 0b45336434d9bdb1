import { XIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { BulkActions, type BulkDialog } from '../changes/bulk-actions'
import { BulkProgressBar } from '../changes/bulk-progress'
import { useBulkVerbs } from '../changes/use-bulk-verbs'
import { Button } from '../ui/button'
import { useKeyDialogs } from './key-dialogs'
import { BulkFailures, DeleteDialog, EditDialog } from './lazy-dialogs'
import { useSelectedIds, useSelection } from './selection'

/** What can be done with the keys that are ticked, how far it is, and what failed. */
export function Bulk() {
  const selection = useSelection()
  const ids = useSelectedIds()
  const bulk = useBulkVerbs(useKeyDialogs().verbs)
  const [dialog, setDialog] = useState<{ kind: BulkDialog; ids: string[] } | null>(null)
  const { progress, failures } = bulk
  const close = () => setDialog(null)

  async function removeAll(named: string[]): Promise<void> {
    const { changed, notFound } = await bulk.remove(named)
    // What is left is what can be tried again.
    selection.set([...changed, ...notFound], false)
  }

  return (
    <>
      {ids.size > 0 || progress ? (
        <Bar count={ids.size} onClear={progress ? null : selection.clear}>
          {progress ? (
            <BulkProgressBar {...progress} />
          ) : (
            <BulkActions
              ids={[...ids]}
              bulk={bulk}
              onDialog={(kind) => setDialog({ kind, ids: [...ids] })}
            />
          )}
        </Bar>
      ) : null}
      {dialog?.kind === 'edit' ? (
        <EditDialog
          count={dialog.ids.length}
          only={null}
          onClose={close}
          onSave={async (changes) => {
            void bulk.update(dialog.ids, changes)
            return null
          }}
        />
      ) : null}
      {dialog?.kind === 'remove' ? (
        <DeleteDialog
          count={dialog.ids.length}
          only={null}
          onClose={close}
          onConfirm={async () => {
            void removeAll(dialog.ids)
            return null
          }}
        />
      ) : null}
      {failures.length > 0 ? (
        <BulkFailures failures={failures} onClose={bulk.forgetFailures} />
      ) : null}
    </>
  )
}

interface BarProps {
  count: number
  /** `null` while something is under way. */
  onClear: (() => void) | null
  children: ReactNode
}

function Bar({ count, onClear, children }: BarProps) {
  const t = useTranslations('keys.selection')
  return (
    <section
      aria-label={t('label')}
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-4xl flex-wrap items-center gap-2 rounded-xl border bg-surface px-4 py-2.5 shadow-xl"
    >
      {onClear ? (
        <p role="status" className="me-auto font-medium">
          {t('count', { count })}
        </p>
      ) : null}
      {children}
      {onClear ? (
        <Button variant="ghost" size="icon" aria-label={t('clear')} onClick={onClear}>
          <XIcon aria-hidden />
        </Button>
      ) : null}
    </section>
  )
}
