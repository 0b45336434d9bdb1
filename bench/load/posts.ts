import autocannon from 'autocannon'

export interface PostLoad {
  url: string
  path: string
  secret: string
  connections: number
  /** How many calls in all: each is waited for. */
  amount: number
  /** The body of the next call. */
  nextBody: () => string
}

export interface PostResult {
  answered: number
  /** From the first call to the last answer. */
  seconds: number
}

/**
 * Sends so many bodies, each connection the next one as soon as the last was answered.
 *
 * @throws Error when one was refused or not answered.
 */
export async function loadPosts(load: PostLoad): Promise<PostResult> {
  const { url, path, secret, connections, amount, nextBody } = load
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const begun = performance.now()
  const result = await autocannon({
    url,
    connections: Math.min(connections, amount),
    amount,
    requests: [
      {
        method: 'POST',
        path,
        headers,
        setupRequest: (request) => ({ ...request, body: nextBody() }),
      },
    ],
  })
  const seconds = (performance.now() - begun) / 1_000
  const answered = result['2xx']
  if (answered !== amount) throw new Error(`${amount - answered} of ${amount} calls failed`)
  return { answered, seconds }
}
