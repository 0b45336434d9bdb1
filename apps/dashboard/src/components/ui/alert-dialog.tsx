import { AlertDialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { DialogHeading, dialogPanel, dialogVeil } from './dialog-frame'
import { useFocusBack } from './use-focus-back'

export const AlertDialog = Primitive.Root
export const AlertDialogCancel = Primitive.Cancel

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: string
  description: ReactNode
}

/** A dialog that asks before something final: it does not close by a click beside it. */
export function AlertDialogContent({ title, description, children, ...props }: ContentProps) {
  const giveFocusBack = useFocusBack(props.onCloseAutoFocus)
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={dialogVeil} />
      <Primitive.Content className={dialogPanel} {...props} onCloseAutoFocus={giveFocusBack}>
        <DialogHeading>
          <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
          <Primitive.Description className="text-ink-soft">{description}</Primitive.Description>
        </DialogHeading>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  )
}
