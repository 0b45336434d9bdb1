import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { changeSearch } from './change-search'

/** Opens a dialog that the address asks for, `?do=add`, and takes it out of the address. */
export function useAsked(what: string, open: () => void): void {
  const asked = useSearchParams().get('do')
  const answer = useEffectEvent(() => {
    open()
    changeSearch(withoutAsked)
  })
  useEffect(() => {
    if (asked === what) answer()
  }, [asked, what])
}

function withoutAsked(search: string): string {
  const rest = new URLSearchParams(search)
  rest.delete('do')
  return rest.toString().replaceAll('%2C', ',')
}
