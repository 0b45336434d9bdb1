import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const app = path.resolve(import.meta.dirname, '..')
const contract = path.resolve(app, '../../packages/keys-contract')

/** Compiles the app's code against a copy of the contract in which one text was replaced. */
async function compileWith(replace?: { from: string; to: string }): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'itqan-types-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(path.join(contract, 'src'), folder, { recursive: true })
  if (replace) {
    const file = path.join(folder, 'keys.ts')
    const text = await readFile(file, 'utf8')
    expect(text).toContain(replace.from)
    await writeFile(file, text.replace(replace.from, replace.to))
  }
  const config = {
    extends: path.join(app, 'tsconfig.json'),
    compilerOptions: {
      incremental: false,
      typeRoots: [path.join(app, 'node_modules/@types')],
      paths: {
        '@itqan/keys-contract': [path.join(folder, 'index.ts')],
        zod: [path.join(contract, 'node_modules/zod')],
      },
    },
    files: [path.join(app, 'src/lib/api-keys.ts'), path.join(app, 'src/lib/brief/stream-brief.ts')],
    include: [],
  }
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config))
  return new Promise((resolve) => {
    const tsc = path.join(app, 'node_modules/.bin/tsc')
    execFile(tsc, ['--noEmit', '-p', folder], { cwd: app }, (_error, stdout) => resolve(stdout))
  })
}

it('compiles against the router as it is', async () => {
  expect(await compileWith()).toBe('')
}, 60_000)

it('does not compile once the router gives a field another name', async () => {
  const errors = await compileWith({ from: '  key: z.string(),', to: '  apiKey: z.string(),' })
  expect(errors).toMatch(/^src\/lib\/api-keys.*\n +Property 'key' is missing in type/m)
}, 60_000)

it('does not compile once the router wants another input', async () => {
  const errors = await compileWith({
    from: '  lastUsedAt: momentSchema,',
    to: '  usedAt: momentSchema,',
  })
  expect(errors).toMatch(/keys-client\/src\/.*/)
  expect(errors).toMatch(/'lastUsedAt' does not exist/)
}, 60_000)
