import { parse } from 'dotenv'
import { readPresent } from '../../env-file/present-file'
import { nextReads } from '../../env-file/read-value'

/**
 * A variable's value in an env file, as Next reads it.
 *
 * @returns `null` when the file does not have it, or other variables have a say in it.
 */
export async function readEnvValue(path: string, name: string): Promise<string | null> {
  const present = await readPresent(path)
  const values = parse(present?.content ?? '')
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return value === undefined ? null : nextReads(value)
}
