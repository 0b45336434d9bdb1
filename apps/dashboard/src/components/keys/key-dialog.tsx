import { useChangeFailure } from '../changes/use-change-failure'
import type { KeyVerbs } from '../changes/use-key-verbs'
import { actionsId, focusAfterDelete } from './element-ids'
import type { OpenedKeyDialog } from './key-dialogs'
import { DeleteDialog, EditDialog, RevealDialog, TestDialog } from './lazy-dialogs'

interface KeyDialogProps extends OpenedKeyDialog {
  verbs: KeyVerbs
  onClose: () => void
}

/** A dialog about one key; the focus goes back to the button whose menu asked for it. */
export function KeyDialog({ kind, target, verbs, onClose }: KeyDialogProps) {
  const failureText = useChangeFailure()
  const { id, name } = target
  const focusMenu = () => document.getElementById(actionsId(id))?.focus()
  const common = { onClose, returnFocus: focusMenu }
  switch (kind) {
    case 'test':
      return <TestDialog target={target} verbs={verbs} {...common} />
    case 'reveal':
      return <RevealDialog target={target} {...common} />
    case 'edit':
      return (
        <EditDialog
          {...common}
          count={1}
          only={target}
          onSave={(changes) =>
            verbs.calls
              .update([id], changes)
              .then((answer) => verbs.tellEdited(answer, name), failureText)
          }
        />
      )
    case 'remove':
      return (
        <DeleteDialog
          onClose={onClose}
          returnFocus={() => focusAfterDelete(id)}
          count={1}
          only={target}
          // A key that is gone already counts as deleted.
          onConfirm={() =>
            verbs.calls.remove([id]).then(() => verbs.offerUndo([id], name), failureText)
          }
        />
      )
    default:
      return kind satisfies never
  }
}
