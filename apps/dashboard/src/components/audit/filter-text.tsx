import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import type { AuditFilterState } from './use-audit-filter'

/** In milliseconds: whoever types on is not done yet. */
const PAUSE_MS = 400

type TextName = 'who' | 'provider' | 'key' | 'address' | 'request' | 'text'

interface FilterTextProps {
  name: TextName
  state: AuditFilterState
  placeholder?: string
}

export function FilterText({ name, state, placeholder }: FilterTextProps) {
  const t = useTranslations('audit.filters')
  const { params, choose } = state
  const chosen = params[name]
  const [text, setText] = useState(chosen)
  const [seen, setSeen] = useState(chosen)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Chosen elsewhere: by a link, or by what clears all.
  if (seen !== chosen) {
    setSeen(chosen)
    setText(chosen)
  }

  function change(next: string): void {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => choose({ [name]: next.trim() }), PAUSE_MS)
  }

  return (
    <Field label={t(name)}>
      {(control) => (
        <Input
          {...control}
          type="search"
          value={text}
          placeholder={placeholder}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  )
}
