import { until } from '../../testbed/ports'
import type { Measured } from '../contest/contest'
import type { Ground } from '../ground/ground'
import { listPath, loadPath } from '../load/lists'
import { withOwnShare } from '../load/own-share'
import { OPTION_A_PATH } from '../rivals/option-a'

/** Who is asked for a pool's keys, and how many must come. */
export interface Listed {
  url: string
  path: string
  secret: string
  keys: number
}

/** Ours on the port for apps, or where Next answers them. */
export async function oursListed(ground: Ground, keys: number, isNext = false): Promise<Listed> {
  const { provider } = await ground.pool(keys)
  const { secret } = await ground.settings()
  const path = listPath({ provider })
  if (isNext) return { url: (await ground.nextDashboard()).url, path, secret, keys }
  return { url: (await ground.dashboard()).internal, path, secret, keys }
}

export async function optionAListed(ground: Ground, keys: number): Promise<Listed> {
  const { url, secret } = await ground.optionA()
  const { provider } = await ground.optionAPool(keys)
  return { url, path: `${OPTION_A_PATH}?provider=${provider}`, secret, keys }
}

/** The body, once it holds all of the pool's keys: a dashboard learns of a new pool in a moment. */
export async function readList({ url, path, secret, keys }: Listed): Promise<string> {
  let body = ''
  await until(`An answer of ${keys} keys at ${url}`, async () => {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    body = await response.text()
    return response.ok && body.match(/"key":"AIza\w{36}"/g)?.length === keys
  })
  return body
}

/** Next takes its first thousands of requests to be as fast as it gets. */
const WARM_UP_SECONDS = 4

const warmedUp = new Set<string>()

/** Asks until the server has compiled what it runs, once a server. */
export async function warmUp({ url, path, secret }: Listed): Promise<void> {
  if (warmedUp.has(url)) return
  warmedUp.add(url)
  await loadPath({ url, secret, connections: 10, seconds: WARM_UP_SECONDS }, path)
}

/** Most bytes that an answer's head has. */
const MAX_HEAD = 2_000

/** Answers a second. @throws Error when one failed, or was not the whole list. */
export async function measureLists(
  listed: Listed,
  load: { body: string; connections: number; seconds: number },
): Promise<Measured> {
  const { body, connections, seconds } = load
  const { result, share } = await withOwnShare(() =>
    loadPath({ url: listed.url, secret: listed.secret, connections, seconds }, listed.path),
  )
  const { perSecond, bytes, failed } = result
  if (failed > 0) throw new Error(`${failed} calls of ${listed.url} failed`)
  const least = Buffer.byteLength(body)
  if (!(bytes >= least && bytes < least + MAX_HEAD)) {
    throw new Error(`${bytes} bytes an answer of ${listed.url} instead of ${least} and a head`)
  }
  return { value: perSecond, generatorShare: share }
}
