/** What is read of a request's headers: fetch's, or Node's as they are. */
export type HeaderReader = Pick<Headers, 'get'>

/** A request as far as it says who asks for what. The rest of it is made when somebody wants it. */
export interface Asked {
  method: string
  /** Path and query, as they came. */
  target: string
  headers: HeaderReader
  /**
   * The whole request, its body unread.
   *
   * @throws TRPCError BAD_REQUEST when it names no valid address.
   */
  request(): Request
  /** Aborts when the caller leaves. */
  signal(): AbortSignal
}

export function askedBy(request: Request): Asked {
  const { method, headers, url, signal } = request
  const { pathname, search } = new URL(url)
  return {
    method,
    target: pathname + search,
    headers,
    request: () => request,
    signal: () => signal,
  }
}

export function pathIn(target: string): string {
  const end = target.indexOf('?')
  return end === -1 ? target : target.slice(0, end)
}
