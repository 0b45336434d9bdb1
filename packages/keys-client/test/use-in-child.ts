import { createKeysClient } from '../src'

/**
 * A process that uses keys: `use-in-child.ts <how> <url> <secret> <uses>`. It says `ready` when its uses
 * are recorded, and ends as it is told:
 * - `run-out`: there is nothing more to do.
 * - `close`: closes its client, then there is nothing more to do.
 * - `leave-open`: has had one use reported, then waits with the others for its end by force.
 * - `sigterm`: closes its client when it is asked to end.
 */
const [, , how = '', url = '', secret = '', uses = '0'] = process.argv

const client = createKeysClient({ url, secret })
await client.waitUntilReady({ providers: ['gemini'] })
const idle = setInterval(() => {}, 1_000)

if (how === 'leave-open') {
  client.tryAcquire('gemini')?.ok()
  await client.flush()
}
for (let use = 0; use < Number(uses); use += 1) client.tryAcquire('gemini')?.ok()
if (how === 'sigterm') {
  process.once('SIGTERM', () => {
    void client.close().then((totals) => {
      process.stdout.write(`${JSON.stringify(totals)}\n`, () => process.exit(0))
    })
  })
}
process.stdout.write('ready\n')
if (how === 'close') await client.close()
if (how === 'close' || how === 'run-out') clearInterval(idle)
