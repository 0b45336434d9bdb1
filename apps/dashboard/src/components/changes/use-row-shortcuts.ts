import type { ManagedKey } from '@itqan/keys-contract'
import { type RefObject, useEffect, useEffectEvent } from 'react'
import { useMay } from '../shell/role'
import { actionForKey, type RowAction } from '../../lib/changes/row-shortcuts'

/** Letters act on the key in whose row the focus is. `inside`: anything that stands in the row. */
export function useRowShortcuts(
  inside: RefObject<HTMLElement | null>,
  target: ManagedKey,
  act: (action: RowAction, target: ManagedKey) => void,
): void {
  const may = useMay()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!may.change) return
    const action = actionForKey(event)
    if (!action || event.defaultPrevented || isTyping(event.target)) return
    event.preventDefault()
    act(action, target)
  })
  useEffect(() => {
    const row = inside.current?.closest<HTMLElement>('[role=row], tr')
    const listen = (event: KeyboardEvent) => onKey(event)
    row?.addEventListener('keydown', listen)
    return () => row?.removeEventListener('keydown', listen)
  }, [inside])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isText = target.matches('input:not([type=checkbox]), textarea, select')
  return isText || target.isContentEditable
}
