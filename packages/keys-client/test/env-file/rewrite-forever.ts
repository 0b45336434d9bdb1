import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { restartWhileDue, updateEnvFile } from '../../src/env-file'

/**
 * A process that gives GEMINI_API_KEY one value and another, in turns, until it is killed:
 * `rewrite-forever <file> <value> <other value>`. After each change it restarts an app, which is to say it
 * notes in `applied`, beside the file, with which value an app would run. It says a dot a turn.
 */
const { signal } = new AbortController()
const [, , file = '', ...values] = process.argv

async function run(): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const value = values[turn % values.length] ?? ''
    const change = { path: file, name: 'GEMINI_API_KEY', value, markRestart: true }
    await updateEnvFile(change)
    await restartWhileDue({ ...change, signal }, async () =>
      writeFileSync(path.join(path.dirname(file), 'applied'), value),
    )
    process.stdout.write('.')
  }
}

void run()
