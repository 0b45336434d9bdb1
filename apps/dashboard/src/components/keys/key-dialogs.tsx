'use client'

import type { ManagedKey } from '@itqan/keys-contract'
import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type KeyVerbs, useKeyVerbs } from '../changes/use-key-verbs'

const KeyDialog = dynamic(async () => (await import('./key-dialog')).KeyDialog, { ssr: false })

export type KeyDialogKind = 'test' | 'edit' | 'reveal' | 'remove'

interface KeyDialogs {
  verbs: KeyVerbs
  open(kind: KeyDialogKind, target: ManagedKey): void
}

const KeyDialogsContext = createContext<KeyDialogs | null>(null)

/** Opens a dialog about a key, or does what needs none. */
export function useKeyDialogs(): KeyDialogs {
  const dialogs = useContext(KeyDialogsContext)
  if (!dialogs) throw new Error('KeyDialogsProvider is missing')
  return dialogs
}

export interface OpenedKeyDialog {
  kind: KeyDialogKind
  target: ManagedKey
}

/** Dialogs live here and not in the rows: a row that scrolls away is gone with all that is in it. */
export function KeyDialogsProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<OpenedKeyDialog | null>(null)
  const verbs = useKeyVerbs()
  const dialogs = useMemo<KeyDialogs>(
    () => ({ verbs, open: (kind, target) => setOpened({ kind, target }) }),
    [verbs],
  )
  return (
    <KeyDialogsContext value={dialogs}>
      {children}
      {opened ? (
        <KeyDialog
          key={opened.target.id}
          {...opened}
          verbs={verbs}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </KeyDialogsContext>
  )
}
