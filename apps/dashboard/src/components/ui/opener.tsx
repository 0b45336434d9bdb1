'use client'

import { useTranslations } from 'next-intl'
import {
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useId,
  useState,
} from 'react'
import { toast } from '../../lib/toast'
import { followIntent } from './still-meant'

/** What a button of a menu or a popover is given beside what it has itself. */
export interface OpenerButtonProps {
  id: string
  'aria-haspopup': 'menu' | 'dialog'
  'aria-expanded': boolean
  'aria-controls': string | undefined
  'aria-busy': boolean
  'data-state': 'open' | 'closed'
  onPointerEnter: () => void
  onFocus: () => void
  onClick: (event: MouseEvent<HTMLElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

/** What a menu or a popover is given by its button. */
export interface OpenedProps {
  popupId: string
  button: HTMLElement
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Opened by the keyboard, a menu has its first item chosen. */
  isByKey: boolean
}

interface OpenerProps<Content> {
  button: (props: OpenerButtonProps) => ReactElement
  content: Content
}

/**
 * A button whose menu or popover comes over the wire when it is about to be opened: what draws one weighs
 * more than the rest of a page. A click that comes before it opens it once it is there, if that is still
 * wanted then.
 */
export function createOpener<Content extends object>(
  popup: 'menu' | 'dialog',
  load: () => Promise<ComponentType<Content & OpenedProps>>,
) {
  // What could not be loaded is asked for again by the next click.
  const loadAhead = () => void load().catch(() => null)

  return function Opener({ button, content }: OpenerProps<Content>) {
    const t = useTranslations('failure')
    const id = useId()
    const popupId = `${id}popup`
    const [open, setOpen] = useState(false)
    const [isLoading, setLoading] = useState(false)
    const [opened, setOpened] = useState<{
      Popup: ComponentType<Content & OpenedProps>
      by: Pick<OpenedProps, 'button' | 'isByKey'>
    } | null>(null)

    async function openBy(by: Pick<OpenedProps, 'button' | 'isByKey'>) {
      const isStillMeant = followIntent(by.button)
      setLoading(true)
      const Popup = await load().catch(() => null)
      setLoading(false)
      const isMeant = isStillMeant()
      if (!Popup) toast.error(t('network'), { id: popupId })
      else if (isMeant) {
        setOpened({ Popup, by })
        setOpen(true)
      }
    }

    return (
      <>
        {button({
          id,
          'aria-haspopup': popup,
          'aria-expanded': open,
          'aria-controls': open ? popupId : undefined,
          'aria-busy': isLoading,
          'data-state': open ? 'open' : 'closed',
          onPointerEnter: loadAhead,
          onFocus: loadAhead,
          onClick: ({ currentTarget, detail }) => {
            if (open) setOpen(false)
            // A click that the keyboard makes counts no presses of a pointer.
            else void openBy({ button: currentTarget, isByKey: detail === 0 })
          },
          ...(popup === 'menu' && {
            onKeyDown: (event) => {
              if (event.key !== 'ArrowDown') return
              event.preventDefault()
              void openBy({ button: event.currentTarget, isByKey: true })
            },
          }),
        })}
        {opened ? (
          <opened.Popup
            {...content}
            {...opened.by}
            popupId={popupId}
            open={open}
            onOpenChange={setOpen}
          />
        ) : null}
      </>
    )
  }
}
