import { EnvFileError } from './env-file-error'

/**
 * A name that every shell and every loader takes.
 *
 * @throws EnvFileError `invalid_name`.
 */
export function validName(name: string): string {
  // dotenv keeps what it reads in a plain object, where this name is none.
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== '__proto__') return name
  throw new EnvFileError('invalid_name', { path: '', detail: name })
}
