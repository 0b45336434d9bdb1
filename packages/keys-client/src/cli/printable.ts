/** What could repaint a terminal or turn its text round; not what joins the parts of one emoji. */
const unprintable = /(?!\u200D)\p{C}/gu

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Text of a stranger, fit for a terminal: one line, nothing that acts, and of so many signs at most. */
export function printable(text: string, length = Infinity): string {
  const line = text.replace(/\s+/gu, ' ').trim().replace(unprintable, '�')
  if (line.length <= length) return line
  const kept = Array.from(signs.segment(line), ({ segment }) => segment)
  return kept.length > length ? `${kept.slice(0, length - 1).join('')}…` : line
}
