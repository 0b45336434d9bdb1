import { type Ref, useImperativeHandle } from 'react'

interface StandInProps {
  element: HTMLElement
  ref?: Ref<HTMLElement>
}

/** Draws nothing: stands where Radix wants a button, for one that is on the page already. */
export function StandIn({ element, ref }: StandInProps) {
  useImperativeHandle(ref, () => element, [element])
  return null
}
