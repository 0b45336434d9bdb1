'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import type { ReactNode } from 'react'

// React warns of a script that it draws in the browser, where this one has nothing left to do.
const scriptProps = typeof window === 'undefined' ? {} : { type: 'application/json' }

export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes attribute="class" disableTransitionOnChange scriptProps={scriptProps}>
      {children}
    </NextThemes>
  )
}
