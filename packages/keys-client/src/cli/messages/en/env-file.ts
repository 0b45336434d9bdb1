import type { EnvFileErrorCode } from '../../../env-file'

interface About {
  file: string
  /** The variable's name, or the system's word for what happened. */
  detail: string
}

/** Why the file was left as it was, and what to do. */
export const envFile = {
  invalid_name: ({ detail }) => `${detail} cannot be a variable's name.`,
  not_representable: ({ file, detail }) =>
    `The key has characters that an env file cannot hold for Next and for a shell alike, so ${detail} ` +
    `in ${file} is as it was. Check the key in the dashboard.`,
  not_text: ({ file }) => `${file} is no text, or UTF-16. Save it as UTF-8.`,
  too_large: ({ file }) => `${file} is too large for an env file. Check the path.`,
  ambiguous: ({ file, detail }) =>
    `${file} has a quote that is not closed, so a line for ${detail} would not mean what it says. Close the quote.`,
  not_a_file: ({ file }) => `${file} is not a file. Give the path of an env file.`,
  folder_missing: ({ file }) =>
    `The folder of ${file} does not exist. Create it, or check the path.`,
  not_readable: ({ file, detail }) => `${file} cannot be read (${detail}). Check its permissions.`,
  not_writable: ({ file, detail }) =>
    `${file} cannot be replaced (${detail}). Its folder must be writable, and the file no mount point.`,
  disk_full: ({ file, detail }) => `There is no room to write ${file} (${detail}). Free some.`,
  not_owner: ({ file }) =>
    `${file} belongs to another user, who could not read it any more. Run this as that user, or as root.`,
  locked: ({ file, detail }) =>
    `Another run is changing ${file}. Wait for its end; if there is none, remove ${detail}.`,
  changed_meanwhile: ({ file }) => `Something keeps changing ${file}. Stop it, and try again.`,
  tracked: ({ file }) =>
    `git tracks ${file}, and would publish the key. Run git rm --cached on it, and name it in .gitignore.`,
  git_unavailable: ({ file }) =>
    `${file} is in a git repository, and git cannot be run to ask whether it is tracked. Install git.`,
  git_refused: ({ file, detail }) =>
    `git does not say whether it tracks ${file} (${detail}). Run git status in its folder, and mend what it names.`,
  failed: ({ file, detail }) => `${file} could not be changed (${detail}).`,
} satisfies Record<EnvFileErrorCode, (about: About) => string>
