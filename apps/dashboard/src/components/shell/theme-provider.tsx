'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import type { ReactNode } from 'react'

// React warns of a script that it draws in the browser, where this one has nothing left to do.
const scriptProps = typeof window === 'undefined' ? {} : { type: 'application/json' }

interface ThemeProviderProps {
  /** Of the page's scripts: the theme's is one of them. */
  nonce: string
  children: ReactNode
}

export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemes attribute="class" disableTransitionOnChange nonce={nonce} scriptProps={scriptProps}>
      {children}
    </NextThemes>
  )
}
