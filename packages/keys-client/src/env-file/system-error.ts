import { EnvFileError, type EnvFileErrorCode } from './env-file-error'

/** The system's word for what happened, such as `ENOENT`; empty when it gave none. */
export function errnoOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : ''
}

const codes: Readonly<Record<string, EnvFileErrorCode>> = {
  ENOENT: 'folder_missing',
  ENOTDIR: 'folder_missing',
  EISDIR: 'not_a_file',
  ELOOP: 'not_a_file',
  EROFS: 'not_writable',
  EBUSY: 'not_writable',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
}

/** What a failed call to the system means for the file that was read or written. */
export function asEnvFileError(
  error: unknown,
  about: { path: string; doing: 'read' | 'write' },
): EnvFileError {
  if (error instanceof EnvFileError) return error
  const { path, doing } = about
  const detail = errnoOf(error) || 'unknown'
  const isForbidden = detail === 'EACCES' || detail === 'EPERM'
  const forbidden = doing === 'read' ? 'not_readable' : 'not_writable'
  const code = isForbidden ? forbidden : (codes[detail] ?? 'failed')
  return new EnvFileError(code, { path, detail, cause: error })
}
