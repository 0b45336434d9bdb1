import { isJsonObject, type JsonObject } from './json'

/** What a call asks the model. */
export interface Prompt {
  /** The text of the user's last turn. */
  userText: string
  language: 'fr' | 'en'
}

/** Where a body says what, not looked at yet. */
export interface Conversation {
  turns: unknown
  instructions: unknown
}

/** Reads a conversation: nothing but its text is looked at. `null` when it has no turn. */
export function readPrompt({ turns, instructions }: Conversation): Prompt | null {
  if (!Array.isArray(turns) || turns.length === 0) return null
  const said = turns.filter(isJsonObject)
  const system = [instructions, ...said.filter(isInstruction)].map(textOf).join('\n')
  return {
    userText: textOf(said.findLast(isUserTurn)),
    language: system.includes('English') ? 'en' : 'fr',
  }
}

/** A turn without a role is the user's. */
function isUserTurn(turn: JsonObject): boolean {
  return (turn['role'] ?? 'user') === 'user'
}

function isInstruction({ role }: JsonObject): boolean {
  return role === 'system' || role === 'developer'
}

/** The text of a turn, of its content, or of a list of parts. */
function textOf(value: unknown): string {
  const content = isJsonObject(value) ? (value['parts'] ?? value['content']) : value
  if (typeof content === 'string') return content
  const parts: unknown[] = [content].flat()
  return parts
    .map((part) => (isJsonObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .filter(Boolean)
    .join('\n')
}
