// One of many that migrate: node --import tsx migrate-process.ts <url>
// Says `ready`, waits for a word, and says which migrations it applied.
import { applyMigrations } from '../../src/migrate'

const [url = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdout.write(`${JSON.stringify(await applyMigrations(url))}\n`)
process.exit(0)
