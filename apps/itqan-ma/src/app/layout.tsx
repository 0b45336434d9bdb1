import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { SiteFooter } from '../components/site-footer'
import { SiteHeader } from '../components/site-header'
import { ZelligeBand } from '../components/zellige'
import { NONCE_HEADER } from '../lib/nonce-header'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('Meta')
  const title = t('title')
  return { title: { default: title, template: `%s · ${title}` }, description: t('description') }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3ede0' },
    { media: '(prefers-color-scheme: dark)', color: '#16140f' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? ''
  return (
    // The theme's class is set before hydration, by a script in the page.
    <html lang={await getLocale()} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col font-sans antialiased">
        <NextIntlClientProvider>
          <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
            <ZelligeBand />
            <SiteHeader />
            <main className="mx-auto w-full max-w-6xl grow px-5 sm:px-8">{children}</main>
            <SiteFooter />
          </ThemeProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
