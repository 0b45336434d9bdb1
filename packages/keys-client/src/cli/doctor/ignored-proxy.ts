/** The variable that names a proxy for an address: other programs go through it, `fetch` does not. */
export function ignoredProxy(
  env: Readonly<Record<string, string | undefined>>,
  { protocol }: URL,
): string | null {
  const own = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const names = [own, own.toLowerCase(), 'ALL_PROXY', 'all_proxy']
  return names.find((name) => env[name]) ?? null
}
