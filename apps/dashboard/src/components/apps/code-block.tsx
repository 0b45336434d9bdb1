import { CheckIcon, CopyIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button'

const SAID_MS = 2_000

interface CodeBlockProps {
  /** What it is, for who does not see it. */
  label: string
  code: string
}

/** Lines to copy. They are read from left to right in every language. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  const t = useTranslations('apps.copy')
  const [said, setSaid] = useState<'done' | 'failed' | null>(null)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  // A page that came over plain HTTP has no clipboard: the lines can be selected all the same.
  const copy = async () => {
    try {
      await window.navigator.clipboard.writeText(code)
      setSaid('done')
    } catch {
      setSaid('failed')
    }
  }
  return (
    <div className="relative rounded-md border bg-sunken" dir="ltr">
      <pre
        role="region"
        tabIndex={0}
        aria-label={label}
        className="max-h-72 overflow-auto rounded-md p-3 pe-12 text-start font-mono text-[13px] leading-relaxed wrap-anywhere whitespace-pre-wrap"
      >
        {code}
      </pre>
      <Button
        variant="ghost"
        size="icon"
        className="absolute inset-e-1 top-1 bg-sunken"
        aria-label={t('label', { what: label })}
        title={t('short')}
        onClick={() => void copy()}
      >
        {said === 'done' ? (
          <CheckIcon className="text-accent" aria-hidden />
        ) : (
          <CopyIcon aria-hidden />
        )}
      </Button>
      <span role="status" className="sr-only">
        {said ? t(said) : null}
      </span>
    </div>
  )
}
