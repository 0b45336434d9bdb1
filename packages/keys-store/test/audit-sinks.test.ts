import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AuditLogOptions,
  checkpointSigner,
  parseAuditSink,
  type SecondSink,
  verifyAudit,
} from '../src/audit'
import { createFileSink } from '../src/audit/file-sink'
import { event, manyIds } from './audit-event'
import { openTestAudit } from './open-test-audit'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'audit-'))
  file = path.join(folder, 'audit.ndjson')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const linesOf = async (name: string) => (await readFile(name, 'utf8')).trimEnd().split('\n')

async function* read(name: string) {
  yield* await linesOf(name)
}

const signer = checkpointSigner(Buffer.alloc(32, 1))

const openWithFile = (options: Partial<AuditLogOptions> = {}) =>
  openTestAudit({ sinks: [createFileSink(file)], signer, checkpointEvery: 5, ...options })

describe('the second sink', () => {
  it('has a line for each entry before its caller is answered, and each checkpoint', async () => {
    await using test = await openWithFile()
    for (let index = 1; index <= 7; index += 1) {
      await test.audit.append(event({ requestId: `request ${index}` }))
      expect(await readFile(file, 'utf8')).toContain(`"requestId":"request ${index}"`)
    }
    await test.audit.close()
    const lines = (await linesOf(file)).map((line): unknown => JSON.parse(line))
    expect(lines[0]).toMatchObject({ seq: 1, actor: 'itqan-ma', previousHash: '0'.repeat(64) })
    expect(lines).toHaveLength(9)
    expect(lines[8]).toMatchObject({ checkpoint: { seq: 7, publicKey: signer.publicKey } })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const verified = await verifyAudit(test.database, { exports: [read(file)] })
    expect(verified).toMatchObject({ ok: true, checkpoints: 4 })
  }, 60_000)

  it('names the ids of a large pool once', async () => {
    await using test = await openWithFile()
    for (let times = 0; times < 3; times += 1)
      await test.audit.append(event({ keyIds: manyIds(50) }))
    const sets = (await linesOf(file)).filter((line) => line.startsWith('{"keySet"'))
    expect(sets).toHaveLength(1)
  }, 60_000)

  it('gets what was appended in a transaction that commits, and nothing of one that rolls back', async () => {
    await using test = await openWithFile()
    const { prisma } = test.database
    const change = (requestId: string, error?: Error) =>
      prisma.$transaction(async (session) => {
        await test.audit.appendWithin(session, event({ requestId }))
        if (error) throw error
      })
    await change('committed')
    await expect(change('rolled back', new Error('no'))).rejects.toThrow('no')
    await change('committed as well')
    await test.audit.close()
    const entries = (await linesOf(file)).filter((line) => line.startsWith('{"seq"'))
    expect(entries.map((line) => (JSON.parse(line) as { requestId: string }).requestId)).toEqual([
      'committed',
      'committed as well',
    ])
    expect(await verifyAudit(test.database, { exports: [read(file)] })).toMatchObject({ ok: true })
  }, 60_000)

  it('goes on in a new file when the old one was moved away', async () => {
    await using test = await openWithFile()
    await test.audit.append(event({ requestId: 'before' }))
    await rename(file, `${file}.1`)
    await test.audit.append(event({ requestId: 'after' }))
    expect(await readFile(`${file}.1`, 'utf8')).not.toContain('after')
    expect(await readFile(file, 'utf8')).toContain('after')
    const exports = [read(`${file}.1`), read(file)]
    expect(await verifyAudit(test.database, { exports })).toMatchObject({ ok: true, rows: 2 })
  }, 60_000)

  it('is told later what it could not take, and the caller was refused', async () => {
    await using test = await openWithFile()
    await rm(folder, { recursive: true })
    await expect(test.audit.append(event({ requestId: 'missed' }))).rejects.toMatchObject({
      code: 'audit_unavailable',
    })
    await mkdir(folder)
    await test.audit.append(event({ requestId: 'next' }))
    const text = await readFile(file, 'utf8')
    expect(text.indexOf('missed')).toBeGreaterThan(0)
    expect(text.indexOf('next')).toBeGreaterThan(text.indexOf('missed'))
  }, 60_000)

  it('is refused as a whole when one of two cannot be written', async () => {
    const sinks = [createFileSink('/dev/full'), createFileSink(file)]
    await using test = await openTestAudit({ sinks })
    await expect(test.audit.append(event({ requestId: 'one' }))).rejects.toMatchObject({
      code: 'audit_unavailable',
    })
    expect(await readFile(file, 'utf8')).toContain('"requestId":"one"')
  }, 60_000)
})

describe('a file', () => {
  it('is shared by two writers without mixing their lines', async () => {
    const sinks = [createFileSink(file), createFileSink(file)]
    const line = (name: number, index: number) =>
      `${JSON.stringify({ name, index, pad: 'x'.repeat(9_000) })}\n`
    await Promise.all(
      sinks.map(async (sink, name) => {
        for (let index = 0; index < 50; index += 1) await sink.write(line(name, index).repeat(2))
      }),
    )
    await Promise.all(sinks.map((sink) => sink.close()))
    const lines = await linesOf(file)
    expect(lines).toHaveLength(200)
    const wrong = lines.filter(
      (text) => !/^\{"name":[01],"index":\d+,"pad":"x{9000}"\}$/.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('on a disk that fills up within a line is whole again once there is room', async () => {
    // A limit on the size of files stands in for the disk: the system then writes a part, as it does there.
    const program = path.join(import.meta.dirname, 'fill-audit-file.ts')
    const command = 'ulimit -S -f 8 && exec "$0" --import tsx "$1" "$2"'
    const child = spawn('bash', ['-c', command, process.execPath, program, file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    expect(String(said)).toBe('refused')
    await once(child, 'exit')
    const lines = await linesOf(file)
    const isWhole = lines.map((text) => text.endsWith('"}'))
    expect(isWhole).toEqual([true, false, true])
  }, 30_000)

  it('that belongs to others is left as it is', async () => {
    const sink = createFileSink(file)
    await sink.write('{}\n')
    await chmod(file, 0o640)
    await sink.write('{}\n')
    await sink.close()
    expect((await stat(file)).mode & 0o777).toBe(0o640)
  })
})

describe('AUDIT_SINK', () => {
  const parse = (value: string | undefined) => parseAuditSink(value, new PassThrough())

  it.each([undefined, ''])('may be missing: %s', (value) => {
    expect(parse(value)).toEqual({ ok: true, sinks: [] })
  })

  it('stdout writes to the stream', async () => {
    const stream = new PassThrough()
    const parsed = parseAuditSink('stdout', stream)
    const [sink]: SecondSink[] = parsed.ok ? parsed.sinks : []
    await sink?.write('{}\n')
    expect(String(stream.read())).toBe('{}\n')
    stream.destroy()
    await expect(sink?.write('{}\n')).rejects.toThrow()
  })

  it('file:/path writes to the file', async () => {
    const parsed = parse(`file:${file}`)
    const [sink]: SecondSink[] = parsed.ok ? parsed.sinks : []
    await sink?.write('{}\n')
    await sink?.close()
    expect(await readFile(file, 'utf8')).toBe('{}\n')
  })

  it.each(['Stdout', 'file:', 'file:audit.ndjson', 'file:/var/log/', '/var/log/audit', 'stderr'])(
    'names what is wrong with %s',
    (value) => {
      const parsed = parse(value)
      expect(parsed.ok ? [] : parsed.problems).toEqual([expect.stringMatching(/^AUDIT_SINK must /)])
    },
  )
})
