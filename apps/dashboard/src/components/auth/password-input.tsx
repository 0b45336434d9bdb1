'use client'

import { EyeIcon, EyeOffIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Button } from '../ui/button'
import { Input } from '../ui/input'

export function PasswordInput(props: ComponentProps<'input'>) {
  const t = useTranslations('signIn')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOffIcon : EyeIcon
  return (
    <div className="relative">
      <Input
        name="password"
        autoComplete="current-password"
        required
        {...props}
        type={shown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        className="pe-11"
      />
      <Button
        variant="ghost"
        size="smallIcon"
        aria-label={shown ? t('hide') : t('show')}
        onClick={() => setShown(!shown)}
        className="absolute inset-e-0.5 top-1/2 -translate-y-1/2"
      >
        <Icon aria-hidden />
      </Button>
    </div>
  )
}
