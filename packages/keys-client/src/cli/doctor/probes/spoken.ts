import type { SpokenAnswer } from '../facts'
import { printable } from '../../printable'

/** More than any answer of ours, in characters: a page can be endless. */
const MAX_BODY_LENGTH = 16 * 1024 * 1024

/** What was heard, as it is judged. */
export function spoken(
  text: string,
  heard: Pick<SpokenAnswer, 'status' | 'headers' | 'sentAt' | 'receivedAt'>,
): SpokenAnswer {
  const isHtml = /^\s*<(!doctype|html|head|title)/i.test(text)
  const title = isHtml ? titleIn(text) : null
  return { kind: 'spoken', ...heard, json: jsonIn(text), isHtml, title }
}

/** As much of a body as may be of use. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_BODY_LENGTH) break
  }
  return text
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function titleIn(html: string): string | null {
  const title = /<title[^>]*>([^<]{1,500})/i.exec(html.slice(0, 20_000))?.[1] ?? ''
  return printable(title, 50) || null
}
