import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { dialogVeil } from './dialog-frame'

interface PlainDialogProps {
  /** For screen readers alone. */
  title: string
  onClose(): void
  children: ReactNode
}

/** A panel near the top of the window, with nothing in it but what it is given. */
export function PlainDialog({ title, onClose, children }: PlainDialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={dialogVeil} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border bg-surface shadow-xl data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
