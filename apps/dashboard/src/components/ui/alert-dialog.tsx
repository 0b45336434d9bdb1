import { AlertDialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { DialogHeading, dialogPanel, dialogVeil } from './dialog-frame'
import { type ReturnFocus, useFocusBack } from './use-focus-back'

export const AlertDialog = Primitive.Root
export const AlertDialogCancel = Primitive.Cancel

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title' | 'onCloseAutoFocus'> & {
  title: string
  description: ReactNode
  returnFocus?: ReturnFocus
}

/** A dialog that asks before something final: it does not close by a click beside it. */
export function AlertDialogContent(props: ContentProps) {
  const { title, description, returnFocus, children, ...rest } = props
  const giveFocusBack = useFocusBack(returnFocus)
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={dialogVeil} />
      <Primitive.Content className={dialogPanel} {...rest} onCloseAutoFocus={giveFocusBack}>
        <DialogHeading>
          <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
          <Primitive.Description className="text-ink-soft">{description}</Primitive.Description>
        </DialogHeading>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  )
}
