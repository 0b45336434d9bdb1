import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'

const track =
  'relative inline-flex align-middle h-5 w-9 shrink-0 items-center rounded-full bg-line-strong transition-colors before:absolute before:-inset-2 data-[state=checked]:bg-accent'

const thumb =
  'block size-4 translate-x-0.5 rounded-full bg-surface shadow-sm transition-transform data-[state=checked]:translate-x-4.5 rtl:-translate-x-0.5 rtl:data-[state=checked]:-translate-x-4.5'

export function Switch(
  props: Omit<ComponentProps<typeof Primitive.Root>, 'className' | 'children'>,
) {
  return (
    <Primitive.Root className={track} {...props}>
      <Primitive.Thumb className={thumb} />
    </Primitive.Root>
  )
}
