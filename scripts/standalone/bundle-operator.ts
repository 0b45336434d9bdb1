import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'

const store = path.resolve(import.meta.dirname, '../../packages/keys-store')

/** In the bundle: CommonJS packages ask for Node's own modules by `require`. */
const banner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/**
 * Bundles the operator's `keys` commands into a standalone folder, with the migrations and the engine that
 * applies them: `node keys.mjs migrate`. Files stand as deep as their sources, which find each other by
 * their own place.
 */
export async function bundleOperator(standalone: string): Promise<void> {
  const room = path.join(standalone, 'packages/keys-store')
  const out = path.join(room, 'dist/operator')
  await rm(room, { recursive: true, force: true })
  await build({
    entryPoints: [path.join(store, 'src/operator/main.ts')],
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: banner },
    // The embedded database is for a clone; PostgreSQL's native driver is never asked for.
    external: ['@electric-sql/*', 'pg-native'],
    logLevel: 'warning',
  })
  await copyMigrations(room)
  await copyEngine(room)
  await writeFile(
    path.join(standalone, 'keys.mjs'),
    "import './packages/keys-store/dist/operator/main.mjs'\n",
  )
}

async function copyMigrations(room: string): Promise<void> {
  const folder = 'prisma/migrations'
  await mkdir(path.join(room, 'prisma'), { recursive: true })
  await cp(path.join(store, folder), path.join(room, folder), {
    recursive: true,
    // Each keeps the schema that it leads to: for writing the next one.
    filter: (file) => !file.endsWith('.prisma'),
  })
}

async function copyEngine(room: string): Promise<void> {
  const name = '@prisma/schema-engine-wasm'
  const entry = createRequire(path.join(store, 'package.json')).resolve(name)
  const to = path.join(room, 'node_modules', name)
  await mkdir(to, { recursive: true })
  for (const file of ['package.json', 'schema_engine.js', 'schema_engine_bg.wasm']) {
    await cp(path.join(path.dirname(entry), file), path.join(to, file))
  }
}
