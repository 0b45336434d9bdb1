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
  [
    /secret (\d+) has no such restriction: after the name come \/only-report, \/provider-NAME, or both in this order/g,
    'le secret n° $1 porte une restriction inconnue : après le nom viennent /only-report, /provider-NOM, ou les deux dans cet ordre',
  ],
  [
    /secret (\d+) is an example that anybody may know: make one at random/g,
    'le secret n° $1 est un exemple que tout le monde peut connaître : tirez-en un au hasard',
  ],
  [/holds the same secret twice/g, 'le même secret y figure deux fois'],
]

export function inFrench(problem: string): string {
  return rules.reduce((text, [pattern, french]) => text.replace(pattern, french), problem)
}
