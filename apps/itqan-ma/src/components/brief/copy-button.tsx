import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '../button'

type State = 'copy' | 'copied' | 'copyFailed'

export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('Brief')
  const [state, setState] = useState<State>('copy')
  const Icon = state === 'copied' ? Check : Copy

  useEffect(() => {
    if (state === 'copy') return
    const timer = setTimeout(() => setState('copy'), 2_500)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await window.navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // Browsers refuse it without HTTPS or permission.
      setState('copyFailed')
    }
  }

  return (
    <div className="mt-10 border-t border-rule pt-5 print:hidden">
      <Button look="outline" data-testid="copy" onClick={copy}>
        <Icon aria-hidden className="size-4" />
        <span aria-live="polite">{t(state)}</span>
      </Button>
    </div>
  )
}
