// Writes lines to a file that may not grow for long: node --import tsx fill-audit-file.ts <file>
import { execFileSync } from 'node:child_process'
import { createFileSink } from '../src/audit/file-sink'

// Without it the system ends whoever writes beyond the limit.
process.on('SIGXFSZ', () => undefined)

/** Of this process: the disk has room again. */
function liftLimit(): void {
  execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited'])
}

const [file = ''] = process.argv.slice(2)
const sink = createFileSink(file)
const line = `${JSON.stringify({ pad: 'x'.repeat(5_000) })}\n`
let answer = 'kept'
for (let index = 0; index < 2; index += 1) {
  await sink.write(line).catch(() => (answer = 'refused'))
}
liftLimit()
await sink.write(line)
process.stdout.write(answer)
