import { parse } from 'dotenv'
import { readPresent } from './present-file'
import { nextReads } from './read-value'
import { assertText } from './source-text'
import { targetOf } from './target-of'

/**
 * What a variable is in an env file, as Next reads it. Takes no lock: the file is whole at any time.
 *
 * @returns `null` when there is no file, no such variable, or other variables have a say in its value.
 *
 * @throws EnvFileError `folder_missing`, `not_readable`, `not_a_file`, `too_large` or `not_text`.
 */
export async function readEnvValue(path: string, name: string): Promise<string | null> {
  const target = await targetOf(path)
  const { content } = (await readPresent(target)) ?? { content: Buffer.alloc(0) }
  assertText(content, target)
  const read = Object.entries(parse(content)).find(([key]) => key === name)
  return read ? nextReads(read[1]) : null
}
