/** What could repaint a terminal or turn its text round; not what joins the parts of one emoji. */
const unprintable = /(?!\u200D)\p{C}/gu

/** Text of a stranger, fit for a terminal: one line, and nothing that acts. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().replaceAll(unprintable, '\uFFFD')
}
