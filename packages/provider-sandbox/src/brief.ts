import { englishBrief, frenchBrief } from './brief-templates'
import type { Prompt } from './prompt'

/** How much of the description the brief repeats, in characters. */
const QUOTE_LENGTH = 80

/** Writes the project brief that every healthy key answers, in Markdown. Same prompt, same brief. */
export function writeBrief({ userText, language }: Prompt): string {
  const template = language === 'en' ? englishBrief : typeset(frenchBrief)
  const fallback = language === 'en' ? '(no description)' : '(sans description)'
  // A function: `$&` in a description must not be read as a pattern.
  return template.replace('{title}', () => quote(userText) || fallback)
}

function quote(text: string): string {
  // By code points, so that an emoji at the edge is not cut in two.
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim())
  if (characters.length <= QUOTE_LENGTH) return characters.join('')
  return `${characters.slice(0, QUOTE_LENGTH).join('').trimEnd()}…`
}

/** French sets a no-break space before these signs, else they may open a line. */
function typeset(text: string): string {
  return text.replaceAll(/ ([:;?!])/g, '\u00a0$1')
}
