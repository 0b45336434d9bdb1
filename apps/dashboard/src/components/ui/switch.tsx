import type { ComponentProps } from 'react'

const track =
  'relative inline-flex align-middle h-5 w-9 shrink-0 items-center rounded-full bg-line-strong transition-colors before:absolute before:-inset-2 aria-checked:bg-accent'

const thumb =
  'block size-4 translate-x-0.5 rounded-full bg-surface shadow-sm transition-transform in-aria-checked:translate-x-4.5 rtl:-translate-x-0.5 rtl:in-aria-checked:-translate-x-4.5'

type SwitchProps = Omit<
  ComponentProps<'button'>,
  'type' | 'role' | 'aria-checked' | 'className' | 'children' | 'onClick'
> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
}

export function Switch({ checked, onCheckedChange, ...props }: SwitchProps) {
  return (
    <button
      {...props}
      type="button"
      role="switch"
      aria-checked={checked}
      className={track}
      onClick={() => onCheckedChange(!checked)}
    >
      <span className={thumb} />
    </button>
  )
}
