// A dashboard's feed in a process of its own: node --import tsx feed-process.ts <url> <pollMs>
// Says `ready`, then each id that its subscriber is told to drop; ends when its input does.
import { createChangeFeed, createEpochListener, openDatabase } from '../../src'
import { storeOn } from '../store-on'

const [url = '', pollMs = '1000'] = process.argv.slice(2)
const database = openDatabase({ url, maxConnections: 3 })
const say = (line: string) => void process.stdout.write(`${line}\n`)
const log = { error: (message: string) => void process.stderr.write(`${message}\n`) }
const store = storeOn(database)
const feed = createChangeFeed({
  changes: (since) => store.changes(since),
  pollMs: Number(pollMs),
  signals: [createEpochListener({ database, log })],
  log,
})
await feed.subscribe({
  onChange: ({ removed }) => removed.forEach(say),
  onEnd: () => say('ended'),
})
say('ready')
process.stdin.resume()
await new Promise((resolve) => process.stdin.once('end', resolve))
feed.close()
await feed.ended()
await database.close()
