/**
 * - `invalid_name`: a shell takes no variable of this name.
 * - `not_representable`: Next's loader and a shell would not both read the value, however it is quoted.
 * - `not_text`: UTF-16, or it holds a NUL.
 * - `too_large`: more than an env file can be.
 * - `ambiguous`: the new line would not read as it must where it stands, or would change another variable.
 * - `not_a_file`: a folder, a device, a link that leads in a circle.
 * - `folder_missing`, `not_readable`, `not_writable`, `disk_full`: as they say.
 * - `not_owner`: it belongs to another user, who could not read it any more.
 * - `locked`: another run has not ended.
 * - `changed_meanwhile`: something that takes no lock keeps writing the file.
 * - `tracked`: git has it, and would publish the value.
 * - `git_unavailable`, `git_refused`: a repository is there, and nobody says whether git has the file.
 * - `failed`: the system gave a reason that has no name here, see `detail`.
 */
export type EnvFileErrorCode =
  | 'invalid_name'
  | 'not_representable'
  | 'not_text'
  | 'too_large'
  | 'ambiguous'
  | 'not_a_file'
  | 'folder_missing'
  | 'not_readable'
  | 'not_writable'
  | 'disk_full'
  | 'not_owner'
  | 'locked'
  | 'changed_meanwhile'
  | 'tracked'
  | 'git_unavailable'
  | 'git_refused'
  | 'failed'

interface Details {
  /** The file, as far as it is known. */
  path: string
  /** The variable's name, or the system's word for what happened. Never a value. */
  detail?: string | undefined
  cause?: unknown
}

/** Why an env file was not changed, or could not be asked about. It holds no value of any variable. */
export class EnvFileError extends Error {
  readonly code: EnvFileErrorCode
  readonly path: string
  /** The variable's name, or the system's word for what happened; empty when there is none. */
  readonly detail: string

  constructor(code: EnvFileErrorCode, { path, detail = '', cause }: Details) {
    // What to do about it is said by whoever shows it, in the reader's language.
    super(
      [code, path, detail].filter(Boolean).join(': '),
      cause === undefined ? undefined : { cause },
    )
    this.name = 'EnvFileError'
    this.code = code
    this.path = path
    this.detail = detail
  }
}
