import { useTranslations } from 'next-intl'

const rule = ['ruleErrors', 'ruleUses', 'ruleChance'] as const
const unknown = ['unknownUses', 'unknownRests', 'unknownOrder'] as const

/** How a client chooses, and what of it only the client itself knows. */
export function WhyNotes() {
  const t = useTranslations('why.notes')
  return (
    <div className="mt-10 grid gap-x-10 gap-y-6 border-t pt-6 text-[13px] text-ink-soft md:grid-cols-2">
      <section>
        <h2 className="font-semibold text-ink">{t('rule')}</h2>
        <ol className="mt-2 grid list-decimal gap-1.5 ps-5 text-pretty">
          {rule.map((line) => (
            <li key={line}>{t(line)}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="font-semibold text-ink">{t('unknown')}</h2>
        <ul className="mt-2 grid list-disc gap-1.5 ps-5 text-pretty">
          {unknown.map((line) => (
            <li key={line}>{t(line)}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
