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
    super(messages[code]({ path, detail }), cause === undefined ? undefined : { cause })
    this.name = 'EnvFileError'
    this.code = code
    this.path = path
    this.detail = detail
  }
}

type Message = (about: { path: string; detail: string }) => string

const messages: Record<EnvFileErrorCode, Message> = {
  invalid_name: ({ detail }) =>
    `${JSON.stringify(detail)} is no variable name: use letters, digits and _, with no digit first.`,
  not_representable: ({ path, detail }) =>
    `The value of ${detail} has characters that no quotes hold for both Next and a shell: ${path} is as it was.`,
  not_text: ({ path }) => `${path} is UTF-16 or no text: save it as UTF-8.`,
  too_large: ({ path }) => `${path} is too large for an env file: check the path.`,
  ambiguous: ({ path, detail }) =>
    `A quote that is not closed in ${path} changes what a line for ${detail} would mean: close it.`,
  not_a_file: ({ path }) => `${path} is not a file: give the path of an env file.`,
  folder_missing: ({ path }) =>
    `The folder of ${path} does not exist: create it, or check the path.`,
  not_readable: ({ path, detail }) => `${path} cannot be read (${detail}): check its permissions.`,
  not_writable: ({ path, detail }) =>
    `${path} cannot be replaced (${detail}): its folder must be writable, and itself no mount point.`,
  disk_full: ({ path, detail }) => `There is no room to write ${path} (${detail}): free some.`,
  not_owner: ({ path }) => `${path} belongs to another user: run this as that user, or as root.`,
  locked: ({ path, detail }) =>
    `Another run is changing ${path}: wait for its end. If there is none, remove ${detail}.`,
  changed_meanwhile: ({ path }) => `Something keeps changing ${path}: stop it, and try again.`,
  tracked: ({ path }) =>
    `git tracks ${path}, and would publish the key: run git rm --cached on it, and ignore it.`,
  git_unavailable: ({ path }) =>
    `${path} is in a git repository, and git cannot be run to ask whether it is tracked: install git.`,
  git_refused: ({ path, detail }) =>
    `git does not say whether it tracks ${path} (${detail}): run git status in its folder, and repair what it names.`,
  failed: ({ path, detail }) => `${path} could not be changed (${detail}).`,
}
