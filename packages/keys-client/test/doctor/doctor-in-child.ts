import pc from 'picocolors'
import { runDoctor } from '../../src/cli/doctor/doctor-command'

/** A process of its own: Node reads NODE_EXTRA_CA_CERTS when it starts. `doctor-in-child.ts <url> <secret>`. */
const [, , url, secret] = process.argv

process.exitCode = await runDoctor(
  {
    env: { INTERNAL_API_SECRET: secret },
    childEnv: {},
    cwd: '/',
    language: 'en',
    colors: pc.createColors(false),
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    signal: new AbortController().signal,
  },
  { url, json: true },
)
