import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'
import { KeyMenuItems, type KeyMenuItemsProps } from './key-menu-items'

export type KeyMenuProps = KeyMenuItemsProps

export function KeyMenu({ target, dialogs, ...opened }: KeyMenuProps & OpenedProps) {
  return (
    <OpenedMenu {...opened}>
      <KeyMenuItems target={target} dialogs={dialogs} />
    </OpenedMenu>
  )
}
