/** A name that stands by itself, as it stands within a sentence: « Limite atteinte », « limite atteinte ». */
export function inSentence(name: string, locale: string): string {
  const [first = '', ...others] = name
  return first.toLocaleLowerCase(locale) + others.join('')
}
