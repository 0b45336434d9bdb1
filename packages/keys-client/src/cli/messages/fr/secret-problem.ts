/** What `parseInternalSecrets` finds wrong, sentence by sentence. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/is not set/g, 'la valeur est vide'],
  [
    /secret (\d+) has (\d+) characters; at least (\d+) are needed/g,
    'le secret n° $1 compte $2 caractères, il en faut au moins $3',
  ],
  [
    /secret (\d+) holds a colon that ends no name \(lower case, digits, hyphens\)/g,
    'le secret n° $1 contient un deux-points qui ne termine pas un nom (minuscules, chiffres, tirets)',
  ],
  [
    /secret (\d+) holds a space or a character outside ASCII/g,
    'le secret n° $1 contient un espace ou un caractère hors ASCII',
  ],
  [
    /secret (\d+) repeats too few different characters/g,
    'le secret n° $1 répète trop peu de caractères différents',
  ],
  [/holds the same secret twice/g, 'le même secret y figure deux fois'],
]

export function inFrench(problem: string): string {
  return rules.reduce((text, [pattern, french]) => text.replace(pattern, french), problem)
}
