import type { Language } from '../language'

const unbroken = / (?=[:;!?»])|(?<=«) |(?<=\d) (?=(?:s|min|h|j|×)(?!\p{L}))/gu

/** As a language is set: in French, spaces beside « and before : ; ! ? » and units do not break. */
export function typeset(text: string, language: Language): string {
  return language === 'fr' ? text.replace(unbroken, '\u00A0') : text
}

/** Lines of so many characters at most, broken at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const end = space > 0 ? space : width
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest]
}
