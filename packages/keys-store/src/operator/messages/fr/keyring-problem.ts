/** What `parseKeyring` finds wrong, in French: the keyring says it in English only. */
const translations: readonly (readonly [RegExp, string])[] = [
  [/key (\d+) has no id: write id:base64/, 'clé $1, sans identifiant'],
  [
    /key (\d+) has an id that is not 1 to 32 lower case letters, digits or hyphens/,
    'clé $1, dont l’identifiant doit compter de 1 à 32 minuscules, chiffres ou tirets',
  ],
  [/key (\d+) is no base64/, 'clé $1, qui n’est pas du base64'],
  [/key (\d+) has (\d+) bytes; exactly (\d+) are needed/, 'clé $1, de $2 octets au lieu de $3'],
  [
    /key (\d+) is not random: make it with openssl rand -base64 32/,
    'clé $1, qui n’est pas aléatoire',
  ],
  [/holds the same id twice/, 'deux fois le même identifiant'],
  [/holds the same key twice/, 'deux fois la même clé'],
]

export function inFrench(problems: string): string {
  return translations.reduce((text, [pattern, french]) => {
    return text.replaceAll(new RegExp(pattern, 'g'), french)
  }, problems)
}
