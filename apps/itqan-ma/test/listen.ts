import { serve } from '@hono/node-server'
import { onTestFinished } from 'vitest'

/** Serves a fetch handler on a free port until the test is over. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    })
  })
}
