import { loadEnvConfig } from '@next/env'

/** A process that tells in JSON what Next finds in the env files of a folder: `load-with-next <folder>`. */
const [, , folder = ''] = process.argv

process.stdout.write(JSON.stringify(loadEnvConfig(folder, true).parsedEnv ?? {}))
