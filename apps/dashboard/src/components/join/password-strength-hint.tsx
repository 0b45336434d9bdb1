import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'
import { passwordStrength } from '../../lib/password-strength'

const levels = ['short', 'weak', 'fair', 'strong'] as const

/** Said as well as drawn; a hint, which refuses nothing. */
export function PasswordStrengthHint({ password }: { password: string }) {
  const t = useTranslations('invitation.strength')
  if (!password) return null
  const strength = passwordStrength(password)
  const reached = levels.indexOf(strength)
  return (
    <div className="-mt-2 grid gap-1">
      <div aria-hidden className="grid grid-cols-3 gap-1">
        {levels.slice(1).map((level, index) => (
          <span
            key={level}
            className={cn('h-1 rounded-full', index < reached ? 'bg-accent' : 'bg-line')}
          />
        ))}
      </div>
      <p aria-live="polite" className="text-[13px] text-ink-soft">
        {t('label', { level: t(strength) })}
      </p>
    </div>
  )
}
