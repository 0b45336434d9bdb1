import { randomBytes } from 'node:crypto'
import path from 'node:path'

/** Begins as every `.gitignore` of an env file expects, whatever the file's own name is. */
function stemOf(target: string): string {
  const name = path.basename(target)
  return name.startsWith('.env') ? name : `.env.${name}`
}

function beside(target: string, name: string): string {
  return path.join(path.dirname(target), name)
}

/** A folder that is there while a run changes the file. */
export function lockOf(target: string): string {
  return beside(target, `${stemOf(target)}.lock`)
}

/** Of one variable: what is in the file for another app is restarted with that one. */
export function restartMarkOf(target: string, name: string): string {
  return beside(target, `${stemOf(target)}.${name}.restart-due.local`)
}

/** A folder that is there while the app of a variable is restarted. */
export function restartLockOf(target: string, name: string): string {
  return beside(target, `${stemOf(target)}.${name}.restart.lock`)
}

/** It holds a key: it ends so that `.env*.local` ignores it, as `.env*` and `.env.*` do. */
const DRAFT_END = '.draft.local'

/** A name for the file's next content until it is whole. No two runs ever share one. */
export function newDraftOf(target: string): string {
  return beside(target, `${stemOf(target)}.${randomBytes(6).toString('hex')}${DRAFT_END}`)
}

/** Whether a file of the same folder is what a run that was killed had begun to write. */
export function isDraftOf(target: string, name: string): boolean {
  const start = `${stemOf(target)}.`
  if (!name.startsWith(start) || !name.endsWith(DRAFT_END)) return false
  return /^[0-9a-f]{12}$/.test(name.slice(start.length, -DRAFT_END.length))
}
