import type { Page } from 'playwright-core'
import { openTestDatabase } from '../packages/keys-store/test/open-test-database'
import { launchBrowser, openPage, signIn } from './browser'
import { type Console, createConsole } from './console'
import { startStack, type StackOptions } from './stack'

type Started = Awaited<ReturnType<typeof startStack>>

/** A stack of its own with an empty pool, and an operator who is signed in. */
export interface OperatorStack extends Omit<Started, 'stop'> {
  databaseUrl: string
  page: Page
  operator: Console
  /** Ends all that was begun, the last first. */
  stop(): Promise<void>
}

export async function startOperatorStack(
  settings: StackOptions['settings'] = {},
): Promise<OperatorStack> {
  const cleanUps: (() => PromiseLike<void>)[] = []
  const stop = async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp()
  }
  async function begin(): Promise<Omit<OperatorStack, 'stop'>> {
    const database = await openTestDatabase()
    cleanUps.push(() => database[Symbol.asyncDispose]())
    const started = await startStack({
      databaseUrl: database.url,
      firstRun: '--no-samples',
      settings,
    })
    cleanUps.push(started.stop)
    const browser = await launchBrowser()
    cleanUps.push(() => browser.close())
    const page = await openPage(browser)
    await signIn(page, started.stack)
    return {
      ...started,
      databaseUrl: database.url,
      page,
      operator: createConsole(page, started.stack.dashboard),
    }
  }
  // However far it came.
  const begun = await begin().catch(async (error) => {
    await stop()
    throw error
  })
  return { ...begun, stop }
}
