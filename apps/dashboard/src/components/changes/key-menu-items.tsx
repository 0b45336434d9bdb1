import type { ManagedKey } from '@itqan/keys-contract'
import {
  CircleHelpIcon,
  EyeIcon,
  PencilIcon,
  PlugZapIcon,
  PowerIcon,
  PowerOffIcon,
  RotateCcwIcon,
  ScrollTextIcon,
  TimerResetIcon,
  Trash2Icon,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { rowShortcuts } from '../../lib/changes/row-shortcuts'
import { useGo } from '../../lib/use-go'
import type { useKeyDialogs } from '../keys/key-dialogs'
import { useMay } from '../shell/role'
import { DropdownMenuItem } from '../ui/dropdown-menu'
import { Shortcut } from '../ui/shortcut'

export interface KeyMenuItemsProps {
  target: ManagedKey
  dialogs: ReturnType<typeof useKeyDialogs>
}

/** What can be done with one key. What its state leaves no room for is not there. */
export function KeyMenuItems({ target, dialogs }: KeyMenuItemsProps) {
  const t = useTranslations('change.menu')
  const go = useGo()
  const may = useMay()
  return (
    <>
      {may.change ? <ChangeItems target={target} dialogs={dialogs} /> : null}
      {may.reveal ? <RevealItem target={target} dialogs={dialogs} /> : null}
      <DropdownMenuItem onSelect={() => go(`/why?provider=${encodeURIComponent(target.provider)}`)}>
        <CircleHelpIcon aria-hidden />
        {t('why')}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => go(`/audit?key=${encodeURIComponent(target.id)}`)}>
        <ScrollTextIcon aria-hidden />
        {t('audit')}
      </DropdownMenuItem>
      {may.change ? (
        <DropdownMenuItem danger onSelect={() => dialogs.open('remove', target)}>
          <Trash2Icon aria-hidden />
          {t('remove')}
          <Letter letter={rowShortcuts.remove} />
        </DropdownMenuItem>
      ) : null}
    </>
  )
}

function ChangeItems({ target, dialogs }: KeyMenuItemsProps) {
  const t = useTranslations('change.menu')
  const { verbs, open } = dialogs
  const { isActive, rests } = target
  return (
    <>
      <DropdownMenuItem onSelect={() => open('test', target)}>
        <PlugZapIcon aria-hidden />
        {t('test')}
        <Letter letter={rowShortcuts.test} />
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => open('edit', target)}>
        <PencilIcon aria-hidden />
        {t('edit')}
        <Letter letter={rowShortcuts.edit} />
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => verbs.setActive(target, !isActive)}>
        {isActive ? <PowerOffIcon aria-hidden /> : <PowerIcon aria-hidden />}
        {isActive ? t('off') : t('on')}
      </DropdownMenuItem>
      {rests.length > 0 ? (
        <DropdownMenuItem onSelect={() => verbs.clearCooldowns(target)}>
          <TimerResetIcon aria-hidden />
          {t('clear')}
        </DropdownMenuItem>
      ) : null}
      <DropdownMenuItem onSelect={() => verbs.resetErrors(target)}>
        <RotateCcwIcon aria-hidden />
        {t('reset')}
      </DropdownMenuItem>
    </>
  )
}

/** For administrators: the server refuses others. */
function RevealItem({ target, dialogs }: KeyMenuItemsProps) {
  const t = useTranslations('reveal')
  return (
    <DropdownMenuItem onSelect={() => dialogs.open('reveal', target)}>
      <EyeIcon aria-hidden />
      {t('open')}
    </DropdownMenuItem>
  )
}

/** Read out it would only be in the way of the item's name. */
function Letter({ letter }: { letter: string }) {
  return (
    <span aria-hidden className="ms-auto ps-4">
      <Shortcut keys={letter} />
    </span>
  )
}
