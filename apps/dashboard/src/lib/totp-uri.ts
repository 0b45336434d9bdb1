/** The dark modules of a QR code as one path of unit squares. */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
}

/** The secret of an `otpauth://` address, for whoever types it. */
export function secretIn(uri: string): string {
  return new URL(uri).searchParams.get('secret') ?? ''
}

export function groupsOfFour(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
