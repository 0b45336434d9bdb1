import { CheckIcon, CopyIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { copyText } from './copy-text'

interface ShownKeyProps {
  /** In clear. */
  secret: string
  /** When it is hidden. */
  until: number
}

export function ShownKey({ secret, until }: ShownKeyProps) {
  const t = useTranslations('reveal')
  const seconds = useSecondsUntil(until)
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)

  async function copy() {
    const isDone = await copyText(secret)
    setCopied(isDone ? 'yes' : 'no')
  }

  return (
    <div className="grid gap-3">
      <code
        dir="ltr"
        translate="no"
        aria-label={t('key')}
        // Any other selection would take the text around it along.
        className="block rounded-md border bg-sunken px-3 py-3 font-mono text-sm leading-6 break-all select-all"
      >
        {secret}
      </code>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="timer" className="text-ink-soft">
          {t('countdown', { seconds })}
        </p>
        <Button variant="outline" autoFocus onClick={() => void copy()}>
          {copied === 'yes' ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          {t('copy')}
        </Button>
      </div>
      <p role="status" className="text-[13px] text-ink-soft empty:hidden">
        {copied === 'yes' ? t('copied') : null}
        {copied === 'no' ? t('notCopied') : null}
      </p>
    </div>
  )
}

function useSecondsUntil(until: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((until - now) / 1_000))
}
