import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { setOut } from './change-search'

/** Goes to another page, and loses nothing of what was chosen on this one. */
export function useGo(): (href: string) => void {
  const router = useRouter()
  return useCallback(
    (href) => {
      setOut(href)
      router.push(href)
    },
    [router],
  )
}
