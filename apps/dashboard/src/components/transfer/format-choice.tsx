import { useTranslations } from 'next-intl'
import { type ImportFormat, importFormats } from '../../lib/import/raw-key'
import { Field } from '../ui/field'
import { Select } from '../ui/input'

interface FormatChoiceProps {
  format: ImportFormat
  /** Nobody has said it. */
  isGuess: boolean
  /** How many lines are read so; `null` before there is a text. */
  found: number | null
  /** `null`: as it looks. */
  onChange: (format: ImportFormat | null) => void
}

export function FormatChoice({ format, isGuess, found, onChange }: FormatChoiceProps) {
  const t = useTranslations('import')
  const hint = found === null ? t('formatHint') : t('readAs', { found })
  const seen = t('formatSeen', { format: t(`formats.${format}`) })
  return (
    <Field label={t('format')} hint={hint}>
      {(control) => (
        <Select
          {...control}
          value={isGuess ? '' : format}
          onChange={({ target }) =>
            onChange(importFormats.find((one) => one === target.value) ?? null)
          }
        >
          <option value="">{isGuess && found ? seen : t('formatAuto')}</option>
          {importFormats.map((one) => (
            <option key={one} value={one}>
              {t(`formats.${one}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
