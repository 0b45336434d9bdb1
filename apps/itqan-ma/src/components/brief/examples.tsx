import { useTranslations } from 'next-intl'

const examples = ['riad', 'cooperative', 'clinic'] as const

export function Examples({ onPick }: { onPick(text: string): void }) {
  const t = useTranslations()
  return (
    <div role="group" aria-label={t('Form.examples')} className="mt-3">
      <p aria-hidden className="text-sm text-ink-soft">
        {t('Form.examples')}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {examples.map((example) => (
          <button
            key={example}
            type="button"
            data-testid={`example-${example}`}
            onClick={() => onPick(t(`Examples.${example}.text`))}
            className="min-h-10 rounded-[3px] border border-dashed border-edge px-3 text-sm hover:border-solid hover:border-accent hover:text-accent"
          >
            {t(`Examples.${example}.name`)}
          </button>
        ))}
      </div>
    </div>
  )
}
