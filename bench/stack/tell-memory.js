// Loaded into a dashboard that is measured: at SIGUSR2 it collects its garbage and tells what is left.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = /** @type {() => void} */ (runInNewContext('gc'))

process.on('SIGUSR2', () => {
  collect()
  collect()
  const { rss, heapUsed } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  process.stdout.write(`memory ${JSON.stringify({ rss, heapUsed, handles: resources.length })}\n`)
})
