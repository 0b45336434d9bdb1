import type { ExecEnd } from '../../sync/run-exec'

interface Place {
  file: string
  variable: string
}

interface KeyShown {
  name: string
  maskedKey: string
}

const shown = ({ name, maskedKey }: KeyShown) => `key "${name}" (${maskedKey})`

function ended({ code, signal }: ExecEnd): string {
  if (signal) return `ended by ${signal}`
  return code === null ? 'it could not be started' : `exit code ${code}`
}

/** What `keys sync` did, would do, or could not. */
export const sync = {
  kept: ({ file, variable }: Place, key: KeyShown) =>
    `${file} is up to date: ${variable} is ${shown(key)}.`,
  changed: ({ file, variable }: Place, key: KeyShown) =>
    `${file} is changed: ${variable} is now ${shown(key)}.`,
  wouldChange: ({ file, variable }: Place, key: KeyShown) =>
    `${file} would be changed: ${variable} would be ${shown(key)}.`,
  outOfDate: ({ file, variable }: Place, key: KeyShown) =>
    `${file} is not up to date: ${variable} should be ${shown(key)}.`,
  execStarts: 'Running the command of --exec.',
  execAgain:
    'The command of --exec has not succeeded since the file was last changed: running it again.',
  execWould: 'The command of --exec would be run.',
  execDue: 'The command of --exec has not succeeded since the file was last changed.',
  execIsSlow:
    'The command of --exec has run for a minute. It must return: start a server in the background, or restart its service.',
  execFailed: (end: ExecEnd) =>
    `The file is right, but the command of --exec failed (${ended(end)}). It is due until it succeeds.`,
  notIgnored: (file: string) =>
    `Warning: git does not ignore ${file}, or what is written beside it for a moment. ` +
    'Add .env* to .gitignore, so that no key is ever committed.',
  watching: (provider: string) =>
    `Watching the keys of ${provider}. Changes are applied as they come; Ctrl-C ends this.`,
  goesOn: 'Watching goes on, and tries again.',
}
