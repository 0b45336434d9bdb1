'use client'

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { createSelection, type Selection } from '../../lib/selection'

const SelectionContext = createContext<Selection>(createSelection())

/** Holds the ticked keys of the page under it. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection] = useState(createSelection)
  return <SelectionContext value={selection}>{children}</SelectionContext>
}

/** To change it. Whoever only calls this is not drawn again when it changes. */
export function useSelection(): Selection {
  return useContext(SelectionContext)
}

export function useSelectedIds(): ReadonlySet<string> {
  const selection = useSelection()
  return useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
}

export function useIsSelected(id: string): boolean {
  const selection = useSelection()
  const isSelected = () => selection.ids().has(id)
  return useSyncExternalStore(selection.subscribe, isSelected, isSelected)
}
