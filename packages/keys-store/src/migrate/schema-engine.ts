import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { __wbg_set_wasm, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Pool } from 'pg'
import { sendWholeScripts } from './send-whole-scripts'

let ready: Promise<void> | undefined

/** Runs a job with Prisma's schema engine, in WebAssembly, on one database. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  job: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await (ready ??= instantiate())
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(sendWholeScripts(new PrismaPg(pool), pool))
    const noLog = () => undefined
    const engine = await SchemaEngine.new({ datamodels: undefined }, noLog, adapter)
    return await job(engine)
  } finally {
    await pool.end()
  }
}

// The package's own entry imports the .wasm file, which Node 20 does only behind a flag.
async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  __wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start'] as () => void
  start()
}
