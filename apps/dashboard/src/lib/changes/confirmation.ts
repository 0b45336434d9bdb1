/** Whether what was typed is what had to be: space around it is forgiven, and digits of any script. */
export function isConfirmed(typed: string, expected: string): boolean {
  return plain(typed) === plain(expected)
}

function plain(text: string): string {
  return text
    .trim()
    .normalize('NFC')
    .replaceAll(/\p{Nd}/gu, digitOf)
}

/** Every script's ten digits follow each other, from one that is a multiple of ten places apart. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
