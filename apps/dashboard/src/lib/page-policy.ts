interface PagePolicyOptions {
  /** Fresh for each page: the only scripts that run are those that carry it, and what they load. */
  nonce: string
  /** React and the bundler of `next dev` make code of text, and speak to the page over a socket. */
  isDevelopment: boolean
}

/**
 * What a page may load and whom it may talk to, as a `Content-Security-Policy`: this server alone.
 * Styles may stand in the page, which React, Radix and sonner do without a nonce; they can load
 * nothing from elsewhere either.
 */
export function pagePolicy({ nonce, isDevelopment }: PagePolicyOptions): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
