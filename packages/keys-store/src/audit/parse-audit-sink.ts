import path from 'node:path'
import type { Writable } from 'node:stream'
import { createFileSink } from './file-sink'
import type { SecondSink } from './second-sink'
import { createStreamSink } from './stream-sink'

export type ParsedAuditSink =
  | { ok: true; sinks: SecondSink[] }
  /** What to mend, in words that name the variable. */
  | { ok: false; problems: string[] }

/** Reads `AUDIT_SINK`: `stdout` or `file:/absolute/path`, or nothing for none. Opens nothing yet. */
export function parseAuditSink(value: string | undefined, stdout: Writable): ParsedAuditSink {
  if (value === undefined || value === '') return { ok: true, sinks: [] }
  if (value === 'stdout') return { ok: true, sinks: [createStreamSink(stdout)] }
  if (!value.startsWith('file:')) {
    return { ok: false, problems: ['AUDIT_SINK must be `stdout` or `file:/path/to/audit.ndjson`'] }
  }
  const file = value.slice('file:'.length)
  if (!path.isAbsolute(file) || file.endsWith('/')) {
    return {
      ok: false,
      problems: [
        'AUDIT_SINK must name a file by its absolute path: file:/var/log/keys/audit.ndjson',
      ],
    }
  }
  return { ok: true, sinks: [createFileSink(file)] }
}
