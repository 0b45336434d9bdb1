import autocannon, { type Result } from 'autocannon'

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
export async function loadPosts(options: PostLoad): Promise<PostResult> {
  const { url, path, secret, connections, amount, nextBody } = options
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const begun = performance.now()
  let last = begun
  const result = await new Promise<Result>((resolve, reject) => {
    const load = autocannon(
      {
        url,
        connections: Math.min(connections, amount),
        amount,
        // It ends with a sample: not long after the last answer.
        sampleInt: 50,
        requests: [
          {
            method: 'POST',
            path,
            headers,
            setupRequest: (request) => ({ ...request, body: nextBody() }),
          },
        ],
      },
      (error: unknown, done) => (error ? reject(error) : resolve(done)),
    )
    load.on('response', () => {
      last = performance.now()
    })
  })
  const answered = result['2xx']
  if (answered !== amount) throw new Error(`${amount - answered} of ${amount} calls failed`)
  return { answered, seconds: (last - begun) / 1_000 }
}
