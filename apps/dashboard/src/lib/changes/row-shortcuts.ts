/** What a letter does to the key in whose row the focus is. */
export const rowShortcuts = { test: 'T', edit: 'E', remove: 'D' } as const

export type RowAction = keyof typeof rowShortcuts

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>

/**
 * By the letter that is printed on the key, else by the key's place: an Arabic keyboard has no Latin
 * letters. With Ctrl, Alt or the like it is the browser's.
 */
export function actionForKey(pressed: Pressed): RowAction | null {
  const { key, code, ctrlKey, metaKey, altKey, repeat } = pressed
  if (ctrlKey || metaKey || altKey || repeat) return null
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, '')
  if (letter === rowShortcuts.test) return 'test'
  if (letter === rowShortcuts.edit) return 'edit'
  return letter === rowShortcuts.remove ? 'remove' : null
}
