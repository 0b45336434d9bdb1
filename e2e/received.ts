import type { Page, Response } from 'playwright-core'

/**
 * Listens to what a page's browser receives from now on: answers, and the events of streams.
 *
 * @param isWanted an answer that may hold anything is left out.
 * @returns all of it, once what was under way has come.
 */
export async function listenTo(
  page: Page,
  isWanted: (response: Response) => boolean = () => true,
): Promise<() => Promise<string>> {
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    // A stream's text is never whole: its events are listened to.
    const isStream = response.headers()['content-type']?.startsWith('text/event-stream')
    if (!isStream && isWanted(response)) received.push(response.text().catch(() => ''))
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.eventSourceMessageReceived', ({ data }) => {
    received.push(Promise.resolve(data))
  })
  return async () => (await Promise.all(received)).join('\n')
}
