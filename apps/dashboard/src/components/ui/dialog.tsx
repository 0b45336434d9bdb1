import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { DialogHeading, dialogPanel, dialogVeil } from './dialog-frame'
import { type ReturnFocus, useFocusBack } from './use-focus-back'

export const Dialog = Primitive.Root
export const DialogClose = Primitive.Close

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title' | 'onCloseAutoFocus'> & {
  title: string
  description: ReactNode
  returnFocus?: ReturnFocus
}

export function DialogContent(props: ContentProps) {
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
