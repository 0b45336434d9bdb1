export type Field = 'key' | 'name' | 'provider' | 'quotaPool' | 'weight'

/** What people and other tools call the columns, in small letters and without anything between words. */
const names: Readonly<Record<Field, readonly string[]>> = {
  key: ['key', 'apikey', 'secret', 'token', 'value', 'clé', 'cle', 'المفتاح'],
  name: ['name', 'keyname', 'alias', 'label', 'title', 'nom', 'الاسم'],
  provider: ['provider', 'service', 'vendor', 'fournisseur', 'المزوّد', 'المزود'],
  quotaPool: ['quotapool', 'pool', 'project', 'projet'],
  weight: ['weight', 'poids'],
}

const fields = new Map(
  Object.entries(names).flatMap(([field, spellings]) =>
    spellings.map((spelling) => [spelling, field as Field] as const),
  ),
)

/** Which field each heading names; `null` for what is of no interest here. */
export function columnsOf(headings: readonly string[]): (Field | null)[] {
  return headings.map((heading) => fieldOf(heading))
}

/** `API key`, `api_key` and `apiKey` are one. */
export function fieldOf(heading: string): Field | null {
  return (
    fields.get(
      heading
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_-]/g, ''),
    ) ?? null
  )
}
