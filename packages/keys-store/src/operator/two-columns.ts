/** Rows of a word and a text, the texts one under another, wrapped between words. */
export function twoColumns(
  rows: readonly (readonly [word: string, text: string])[],
  width: number,
): string {
  const indent = Math.max(...rows.map(([word]) => word.length)) + 4
  return rows
    .map(([word, text]) => {
      const lines = wrap(text, width - indent)
      return `  ${word.padEnd(indent - 2)}${lines.join(`\n${' '.repeat(indent)}`)}`
    })
    .join('\n')
}

/** A space that must not be broken is none to this. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}
