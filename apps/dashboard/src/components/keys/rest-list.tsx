import type { KeyRest } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { Remaining } from './remaining'

/** What keeps a key from use: of what it speaks, why, and how long still. */
export function RestList({ title, rests }: { title: string; rests: readonly KeyRest[] }) {
  const t = useTranslations('keys')
  const names = useTranslations('outcomes')
  return (
    <>
      <p className="text-[13px] font-medium">{title}</p>
      <ul className="mt-2 grid gap-2 text-[13px]">
        {rests.map(({ scope, model, outcome, until }) => (
          <li
            key={`${scope} ${model ?? ''}`}
            className="flex items-baseline justify-between gap-3 border-t pt-2"
          >
            <span className="min-w-0">
              {names(outcome)}
              <span className="block text-ink-soft wrap-anywhere">
                {t(`scopes.${scope}`)}
                {model ? (
                  <>
                    {' · '}
                    <bdi className="font-mono">{model}</bdi>
                  </>
                ) : null}
              </span>
            </span>
            <Remaining until={until} />
          </li>
        ))}
      </ul>
    </>
  )
}
