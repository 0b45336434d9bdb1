import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { FirstRunError } from './first-run/first-run-error'
import { completeSecretsFile } from './first-run/secrets-file'

// `pnpm secrets FILE`: an env file for a deployment, with every secret that it lacks. What stands in it
// stays. Nothing of this machine's environment is taken over.

const [, , typed] = process.argv

const postgresPassword = {
  name: 'POSTGRES_PASSWORD',
  make: () => randomBytes(24).toString('hex'),
}

try {
  if (!typed) throw new FirstRunError('Name the file: npx -y pnpm@12 secrets deploy/compose.env')
  const file = path.resolve(process.env['INIT_CWD'] || process.cwd(), typed)
  const made = await completeSecretsFile(file, {}, [postgresPassword])
  console.log(
    made.length > 0
      ? `Wrote ${made.join(', ')} to ${file} (mode 0600). Keep a copy of KEYS_ENCRYPTION_KEYS apart from the database.`
      : `${file} has every secret already.`,
  )
} catch (error) {
  console.error(error instanceof FirstRunError ? error.message : error)
  process.exitCode = 1
}
