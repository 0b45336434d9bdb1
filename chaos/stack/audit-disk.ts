import { execFile } from 'node:child_process'
import { mkdir, open, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A device that is always full: every write to it fails as one to a full disk does. */
const FULL = '/dev/full'

/** Room for an hour of entries. */
const SIZE = '64m'

const BLOCK = Buffer.alloc(64 * 1_024)

/** Where the dashboards write their audit besides, on something that can be full. */
export interface AuditDisk {
  /** `tmpfs`: a small disk of its own. `link`: names that lead to a full device while it is full. */
  kind: 'tmpfs' | 'link'
  /** The path that a dashboard is given. */
  fileOf(name: string): string
  fill(): Promise<void>
  free(): Promise<void>
  /** Once nobody writes any more. */
  remove(): Promise<void>
}

/** Mounts a small disk where that is allowed, and helps itself with links where it is not. */
export async function openAuditDisk(place: string, names: readonly string[]): Promise<AuditDisk> {
  await mkdir(place, { recursive: true })
  const isMounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', place]).then(
    () => true,
    () => false,
  )
  return isMounted ? smallDisk(place) : linkedFiles(place, names)
}

function smallDisk(place: string): AuditDisk {
  const filler = path.join(place, 'filler')
  return {
    kind: 'tmpfs',
    fileOf: (name) => path.join(place, `${name}.ndjson`),
    async fill() {
      const file = await open(filler, 'w')
      // Byte by byte at the end: a page that is half full would take more lines.
      for (let size = BLOCK.length; size >= 1; size = Math.floor(size / 16)) {
        while (await takes(() => file.write(BLOCK, 0, size)));
      }
      await file.close()
    },
    free: () => rm(filler, { force: true }),
    remove: async () => void (await run('umount', ['--lazy', place])),
  }
}

async function takes(write: () => Promise<{ bytesWritten: number }>): Promise<boolean> {
  return write().then(
    ({ bytesWritten }) => bytesWritten > 0,
    () => false,
  )
}

async function linkedFiles(place: string, names: readonly string[]): Promise<AuditDisk> {
  const linkOf = (name: string) => path.join(place, `${name}.link`)
  const targetOf = (name: string) => path.join(place, `${name}.ndjson`)
  for (const name of names) {
    await writeFile(targetOf(name), '')
    await symlink(targetOf(name), linkOf(name))
  }
  return {
    kind: 'link',
    fileOf: linkOf,
    async fill() {
      for (const name of names) await pointTo(linkOf(name), FULL)
    },
    async free() {
      for (const name of names) await pointTo(linkOf(name), targetOf(name))
    },
    remove: async () => undefined,
  }
}

/** In one step: there is always a file to open. */
async function pointTo(link: string, target: string): Promise<void> {
  await symlink(target, `${link}.next`)
  await rename(`${link}.next`, link)
}
