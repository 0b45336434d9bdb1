'use client'

import en from '../../messages/en.json'
import fr from '../../messages/fr.json'
import './globals.css'

/** Stands in for the whole page, layout and language included: it speaks both. */
export default function GlobalErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="fr">
      <body className="mx-auto max-w-xl px-5 py-20 font-sans">
        {[fr.Failure, en.Failure].map(({ title, text, retry: label }) => (
          <section key={title} lang={title === en.Failure.title ? 'en' : 'fr'} className="mb-12">
            <h1 className="text-3xl font-bold">{title}</h1>
            <p className="mt-3 mb-4">{text}</p>
            <button type="button" onClick={retry} className="text-accent underline">
              {label}
            </button>
          </section>
        ))}
      </body>
    </html>
  )
}
