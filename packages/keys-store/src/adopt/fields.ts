/** What the guide's table says of a key. A source may lack all but provider and key. */
const fields = [
  'id',
  'provider',
  'name',
  'key',
  'isActive',
  'usageCount',
  'errorCount',
  'lastUsedAt',
  'lastError',
  'createdAt',
] as const

export type Field = (typeof fields)[number]

/** What else a column may be called, without accents, spaces, hyphens and underscores. */
const synonyms: Readonly<Record<string, Field>> = {
  apikey: 'key',
  value: 'key',
  cle: 'key',
  fournisseur: 'provider',
  nom: 'name',
  active: 'isActive',
  actif: 'isActive',
}

const byName = new Map<string, Field>([
  ...fields.map((field) => [field.toLowerCase(), field] as const),
  ...Object.entries(synonyms),
])

/** What each column of a source holds; `null` for one that is not taken over. */
export interface Columns {
  fields: (Field | null)[]
  /** Names of columns that are not taken over. */
  ignored: string[]
  /** A field that two columns claim. */
  repeated: Field | null
  /** What no key can do without, and no column has. */
  missing: Field[]
}

/** Reads `api_key`, `apiKey` and `API Key` alike. */
export function readColumns(names: readonly string[]): Columns {
  const found = names.map(fieldOf)
  const taken = found.filter((field) => field !== null)
  return {
    fields: found,
    ignored: names.filter((name, index) => name.trim() !== '' && found[index] === null),
    repeated: taken.find((field, index) => taken.indexOf(field) !== index) ?? null,
    missing: (['provider', 'key'] as const).filter((field) => !taken.includes(field)),
  }
}

function fieldOf(name: string): Field | null {
  const plain = name.normalize('NFD').replaceAll(/[\s_\-\p{M}]/gu, '')
  return byName.get(plain.toLowerCase()) ?? null
}
