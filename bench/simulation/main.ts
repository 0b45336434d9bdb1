// Policies of choosing a key, on one simulated provider: pnpm simulation [--seeds 10] [--out FILE]
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { usual } from './scenario'
import { policiesTable, toMarkdown } from './table'
import { createWorld } from './world'

const { values: options } = parseArgs({
  options: { seeds: { type: 'string', default: '10' }, out: { type: 'string' } },
})

const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + 1)

const pools = [
  { title: 'Half of what the keys can answer', variant: {} },
  { title: '95 % of what the keys can answer', variant: { load: 0.95 } },
  { title: 'Free projects only, half of what they can answer', variant: { paid: 0 } },
]

const parts: string[] = []
for (const { title, variant } of pools) {
  parts.push(`## ${title}\n\n${toMarkdown(await policiesTable(seeds, variant))}\n`)
}
const projects = createWorld({ ...usual, seed: 1 }).projects.length
const text = `# Policies on one simulated provider

20 keys of ${projects} projects, a third of them paid for, three processes, half an hour around midnight in Los Angeles, ${seeds.length} seeds. Made by \`pnpm simulation --out docs/performance/policies.md\`; what is simulated stands in \`bench/simulation/\`.

- **First try**: calls whose first attempt was answered. **Answered**: by any of their attempts, ten at most.
- **Wasted**: attempts that a limit or a dead key refused. **Time lost**: on refused attempts and pauses.
- **Evenness**: 100 where every project answers the same share of what it can answer.
- The **oracle** knows every limit, what is left of it, and the dead keys: a call that it cannot have answered, nobody can at that moment. Policies that try again and again answer a few of them a second later.

${parts.join('\n')}`
if (options.out) await writeFile(options.out, text)
else process.stdout.write(text)
