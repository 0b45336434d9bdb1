// The root's `keys` command. What works on the dashboard's own database is the operator's; the rest is
// for apps.
const operators = ['migrate', 'invite', 'adopt', 'rewrap', 'audit']

const [first = '', second = ''] = process.argv
  .slice(2)
  .filter((typed, index, all) => !typed.startsWith('-') && all[index - 1] !== '--lang')
const isOperators = operators.includes(first === 'help' ? second : first)

await import(
  `../packages/${isOperators ? 'keys-store/src/operator' : 'keys-client/src/cli'}/main.ts`
)
