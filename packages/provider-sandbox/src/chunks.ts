/** Cuts a text after words into at most `count` chunks of about one length. Joined, they are the text. */
export function splitIntoChunks(text: string, count: number): string[] {
  const target = text.length / count
  const chunks: string[] = []
  let start = 0
  for (const { index, 0: word } of text.matchAll(/\s*\S+\s*/g)) {
    const end = index + word.length
    // A text's last chunk is what is left, never an empty one.
    if (end < target * (chunks.length + 1) || end === text.length) continue
    chunks.push(text.slice(start, end))
    start = end
  }
  return [...chunks, text.slice(start)]
}
