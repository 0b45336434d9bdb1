import { EnvFileError, updateEnvFile } from '../../src/env-file'

/**
 * A process that sets a variable to several values, one after the other: `update-once <mark> <file>
 * <name> <value>…`, where `mark` is `mark` or `no-mark`. It ends with a line of JSON: what the last update told, or the error's code and message.
 */
const [, , mark = '', path = '', name = '', ...values] = process.argv

async function run(): Promise<object> {
  try {
    let last: object = {}
    const markRestart = mark === 'mark'
    for (const value of values) last = await updateEnvFile({ path, name, value, markRestart })
    return last
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error
    return { code: error.code, message: error.message, detail: error.detail }
  }
}

void run().then((result) => process.stdout.write(`${JSON.stringify(result)}\n`))
