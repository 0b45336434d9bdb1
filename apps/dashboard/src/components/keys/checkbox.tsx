import { type ComponentProps, useEffect, useRef } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'className'> {
  /** Some of what it stands for is chosen, and some is not. */
  isPartial?: boolean
}

export function Checkbox({ isPartial = false, ...props }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // No attribute says so.
    if (ref.current) ref.current.indeterminate = isPartial
  }, [isPartial])
  return <input ref={ref} type="checkbox" className="size-4 accent-accent" {...props} />
}
