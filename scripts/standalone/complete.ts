import { existsSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { bundleOperator } from './bundle-operator'

// After `next build`, in an app's folder: puts beside the traced server what Next leaves to a CDN, and for
// the dashboard the operator's commands. The folder then runs anywhere, without the repository.

const appFolder = process.cwd()
const app = path.basename(appFolder)

/** itqan-ma has two, side by side. */
const builds = ['.next', '.next-database'].filter((name) =>
  existsSync(path.join(appFolder, name, 'standalone')),
)
if (builds.length === 0) throw new Error(`${appFolder} has no standalone build`)

for (const build of builds) {
  const standalone = path.join(appFolder, build, 'standalone')
  const served = path.join(standalone, 'apps', app)
  await replace(path.join(appFolder, build, 'static'), path.join(served, build, 'static'))
  await replace(path.join(appFolder, 'public'), path.join(served, 'public'))
  if (app === 'dashboard') await bundleOperator(standalone)
}

/** An app may have no such folder. */
async function replace(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  if (existsSync(from)) await cp(from, to, { recursive: true })
}
