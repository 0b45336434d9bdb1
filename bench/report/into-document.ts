/**
 * Puts a text where a document has a place for it: between `<!-- bench: name -->` and `<!-- /bench -->`.
 *
 * @throws Error when the document has no such place.
 */
export function intoDocument(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench: ${name} -->`, '<!-- /bench -->']
  const from = document.indexOf(begin)
  const to = document.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`No place for ${name} in the document.`)
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`
}
