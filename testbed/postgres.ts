import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { openDatabase } from '../packages/keys-store/src'
import { freePort } from './ports'

const run = promisify(execFile)

/** A PostgreSQL of one's own. */
export interface Postgres {
  port: number
  /** Of the process that all others are children of. */
  readonly pid: Promise<number>
  /** Its address, or that of whoever stands before it. */
  url(port?: number): string
  /** Ends it and starts it again: `immediate` is what a crash leaves. */
  restart(mode: 'fast' | 'immediate'): Promise<void>
  /** Stops all its processes where they are. They go on with `resume`. */
  pause(): Promise<void>
  resume(): void
  stop(): Promise<void>
}

type Connection = ReturnType<ReturnType<typeof openDatabase>['connection']>

export interface PostgresOptions {
  /** The folder of its programs. */
  bin: string
  /** A folder that it may fill. */
  home: string
  /** Such as `max_connections=60`. */
  settings: readonly string[]
}

export async function startPostgres({ bin, home, ...options }: PostgresOptions): Promise<Postgres> {
  const isRoot = process.getuid?.() === 0
  const data = path.join(home, 'data')
  const port = await freePort()
  let paused: number[] = []
  /** It refuses to run as root. */
  const as = (program: string, args: string[]) =>
    isRoot
      ? run('runuser', ['-u', 'postgres', '--', path.join(bin, program), ...args], { cwd: '/' })
      : run(path.join(bin, program), args, { cwd: '/' })
  await mkdir(home, { recursive: true })
  if (isRoot) {
    const { stdout } = await run('id', ['-u', 'postgres'])
    await chown(home, Number(stdout), -1)
    await chmod(home, 0o755)
  }
  await as('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'])
  const settings = [
    `-p ${port} -k ${home} -c listen_addresses=127.0.0.1`,
    ...options.settings.map((setting) => `-c ${setting}`),
  ].join(' ')
  const log = path.join(home, 'log')
  const control = (...args: string[]) => as('pg_ctl', ['-D', data, '-w', ...args])
  await control('-l', log, '-o', settings, 'start')
  const url = (at = port) => `postgresql://postgres@127.0.0.1:${at}/postgres`

  function signal(pids: readonly number[], name: NodeJS.Signals): void {
    for (const pid of pids) {
      try {
        process.kill(pid, name)
      } catch {
        // A backend that has ended meanwhile.
      }
    }
  }

  const resume = () => {
    signal(paused, 'SIGCONT')
    paused = []
  }

  /** Another one after each restart. */
  async function pid(): Promise<number> {
    const [line = ''] = (await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n')
    return Number(line)
  }

  return {
    port,
    get pid() {
      return pid()
    },
    url,
    restart: async (mode) => void (await control('-m', mode, '-l', log, '-o', settings, 'restart')),
    async pause() {
      const server = await pid()
      paused = [server, ...(await childrenOf(server))]
      signal(paused, 'SIGSTOP')
    },
    resume,
    async stop() {
      resume()
      await control('-m', 'immediate', 'stop').catch(() => undefined)
    },
  }
}

export async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // The program's name stands in brackets and may hold spaces.
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [pid] : []
    }),
  )
  return found.flat()
}

/** What the testbed's own connections are called in `pg_stat_activity`. */
export const TESTBED_CONNECTION = 'testbed'

/** Opens one connection. It never fails by itself: what it is asked may. */
export async function connectTo(url: string): Promise<Connection> {
  const database = openDatabase({ url })
  const connection = database.connection({ application_name: TESTBED_CONNECTION })
  connection.on('error', () => undefined)
  await connection.connect()
  return connection
}
