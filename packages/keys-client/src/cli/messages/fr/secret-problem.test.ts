import { parseInternalSecrets } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { inFrench } from './secret-problem'

const good = 'abcdefgh-0123456789-abcdefgh-01234'

it.each([
  ['', 'la valeur est vide'],
  ['court', 'le secret n°\u00a01 compte 5 caractères, il en faut au moins 32'],
  [`${good},court`, 'le secret n°\u00a02 compte 5 caractères, il en faut au moins 32'],
  [
    `App:${good}`,
    'le secret n°\u00a01 contient un deux-points qui ne termine pas un nom (minuscules, chiffres, tirets)',
  ],
  [`${good} ${good}`, 'le secret n°\u00a01 contient un espace ou un caractère hors ASCII'],
  ['a'.repeat(40), 'le secret n°\u00a01 répète trop peu de caractères différents'],
  [`${good},${good}`, 'le même secret y figure deux fois'],
])('every problem of a secret is told in French, such as that of %j', (value, problem) => {
  const parsed = parseInternalSecrets(value)
  if (parsed.ok) throw new Error('This is a good secret')
  expect(inFrench(parsed.problems.join(', '))).toBe(problem)
})
