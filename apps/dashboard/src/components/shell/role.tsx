'use client'

import { createContext, type ReactNode, useContext } from 'react'

const RoleContext = createContext('viewer')

interface RoleProviderProps {
  role: string
  children: ReactNode
}

export function RoleProvider({ role, children }: RoleProviderProps) {
  return <RoleContext value={role}>{children}</RoleContext>
}

/** What the person who looks may do: pages offer nothing that the server would refuse. */
export function useMay(): { change: boolean; reveal: boolean } {
  const role = useContext(RoleContext)
  const reveal = role === 'administrator'
  return { change: reveal || role === 'operator', reveal }
}
