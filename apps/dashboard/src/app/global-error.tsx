'use client'

import './globals.css'
import { MessagePage } from '../components/shell/message-page'
import { Button } from '../components/ui/button'
import { digestOf } from '../lib/digest'

/** The last resort, when the layout itself failed: no translations are left, so both languages. */
export default function GlobalError({ error }: { error: unknown }) {
  return (
    <html lang="fr" dir="ltr">
      <body>
        <MessagePage
          title="Cette page n’a pas pu s’afficher"
          body="Le serveur a rencontré une erreur. The server ran into an error."
        >
          <p className="font-mono text-[13px] text-ink-soft">{digestOf(error)}</p>
          <Button className="mt-2" onClick={() => window.location.reload()}>
            Réessayer / Try again
          </Button>
        </MessagePage>
      </body>
    </html>
  )
}
