import { type Role, roles } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'

interface RoleChoiceProps extends ComponentProps<'input'> {
  legend: string
  defaultRole?: Role
}

/** The three roles, each with what it may do. The props are those of each radio button. */
export function RoleChoice({ legend, defaultRole, ...props }: RoleChoiceProps) {
  const t = useTranslations('people.role')
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {roles.map((role) => (
        <label
          key={role}
          className="flex cursor-pointer gap-3 rounded-lg border border-line-strong/60 px-3 py-2.5 has-checked:border-accent has-checked:bg-sunken"
        >
          <input
            name="role"
            type="radio"
            value={role}
            {...(defaultRole ? { defaultChecked: role === defaultRole } : {})}
            className="mt-1 size-4 shrink-0 accent-accent"
            {...props}
          />
          <span className="grid">
            <span className="font-medium">{t(role)}</span>
            <span className="text-[13px] text-ink-soft">{t(`${role}Hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
