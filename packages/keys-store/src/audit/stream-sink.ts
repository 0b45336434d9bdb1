import type { Writable } from 'node:stream'
import type { SecondSink } from './second-sink'

/** Writes to a stream such as `process.stdout`, which stays open. */
export function createStreamSink(stream: Writable): SecondSink {
  const ignore = () => undefined
  // Without a listener Node ends the process when a reader goes away; `write` tells of it.
  stream.on('error', ignore)
  return {
    write: (lines) =>
      new Promise((resolve, reject) => {
        stream.write(lines, (error) => {
          if (error) reject(error)
          else resolve()
        })
      }),
    async close() {
      stream.off('error', ignore)
    },
  }
}
