import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const room = fileURLToPath(new URL('../../', import.meta.url))
const modules = path.join(room, 'node_modules')

/** A TypeScript program that starts as fast as Node does: hundreds of processes are to be killed. */
export interface Program {
  file: string
  env: Record<string, string>
}

/** @param source Beside this file. */
export function compileProgram(source: string): Program {
  const folder = mkdtempSync(path.join(tmpdir(), 'env-file-program-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  // Other users start it, too.
  chmodSync(folder, 0o755)
  const format = ['--module', 'commonjs', '--moduleResolution', 'bundler', '--target', 'es2023']
  const place = ['--rootDir', room, '--outDir', folder]
  const options = ['--ignoreConfig', '--noCheck', '--types', 'node', ...format, ...place]
  const file = path.join(room, 'test', 'env-file', source)
  execFileSync(path.join(modules, '.bin', 'tsc'), [...options, file], { stdio: 'pipe' })
  return {
    file: path.join(folder, 'test', 'env-file', source.replace(/\.ts$/, '.js')),
    env: { NODE_PATH: modules },
  }
}
