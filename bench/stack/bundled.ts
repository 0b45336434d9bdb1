import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import type { Answer } from './answering'

/** A process that does what it is asked, one thing at a time. */
export interface Asked extends AsyncDisposable {
  /** @throws Error with the message of what was thrown there, or when the process has ended. */
  ask<T>(question: object): Promise<T>
}

/** What a program finds besides. */
interface Beside {
  /** In its environment. */
  env?: Record<string, string>
  /** Files built by themselves, by the name under which they stand beside it: `name.mjs`. */
  beside?: Record<string, string>
}

/** In the bundle: CommonJS packages ask for Node's own modules by `require`. */
const banner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/**
 * Builds a program as an app's build would, and runs it in a process of its own: no loader changes its
 * functions, and what others have done to the heap and to the compiled code does not count.
 *
 * @param entry a file that calls `answerEach`.
 */
export async function startBundled(
  entry: string,
  { env = {}, beside = {} }: Beside = {},
): Promise<Asked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'itqan-bench-'))
  await build({
    entryPoints: { process: entry, ...beside },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: banner },
    logLevel: 'warning',
  })
  // Without the loader that runs the bench itself.
  const child = fork(path.join(folder, 'process.mjs'), {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  })
  const ended = once(child, 'exit')
  return {
    ask: (question) => ask(child, question),
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ask<T>(child: ChildProcess, question: object): Promise<T> {
  const gone = new AbortController()
  const { signal } = gone
  try {
    const heard = Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => {
        throw new Error('A process of the bench has ended')
      }),
    ])
    child.send(question)
    const [answer] = (await heard) as [Answer]
    if ('error' in answer) throw new Error(answer.error)
    return answer.value as T
  } finally {
    gone.abort()
  }
}
