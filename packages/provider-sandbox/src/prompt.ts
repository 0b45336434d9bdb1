import type { Body } from './body'
import { badRequest, type GeminiError } from './gemini-error'

/** What a generate call asks for. */
export interface Prompt {
  /** The text of the user's last turn. */
  userText: string
  language: 'fr' | 'en'
}

/** A prompt, or why the body holds none. */
export type PromptReading =
  | { kind: 'prompt'; prompt: Prompt }
  | { kind: 'refuse'; error: GeminiError }

/** Reads a GenerateContentRequest. Nothing but its text is looked at. */
export function readPrompt(body: Exclude<Body, { kind: 'gone' }>): PromptReading {
  if (body.kind === 'too-large') {
    return refuse(badRequest('Request payload size exceeds the limit of 1 MB.', 413))
  }
  const request = parseJson(body.text)
  if (!isRecord(request)) {
    return refuse(badRequest('Invalid JSON payload received: an object was expected.'))
  }
  const { contents } = request
  if (!Array.isArray(contents) || contents.length === 0) {
    return refuse(badRequest('GenerateContentRequest.contents: contents is not specified'))
  }
  const system = textOf(request['systemInstruction'] ?? request['system_instruction'])
  return {
    kind: 'prompt',
    prompt: {
      userText: textOf(contents.findLast(isUserTurn)),
      language: system.includes('English') ? 'en' : 'fr',
    },
  }
}

function refuse(error: GeminiError): PromptReading {
  return { kind: 'refuse', error }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A turn without a role is the user's. */
function isUserTurn(content: unknown): boolean {
  return isRecord(content) && (content['role'] ?? 'user') === 'user'
}

function textOf(content: unknown): string {
  if (!isRecord(content)) return ''
  const parts: unknown[] = [content['parts']].flat()
  return parts
    .map((part) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .filter(Boolean)
    .join('\n')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
