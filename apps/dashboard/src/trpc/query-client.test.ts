import { TRPCClientError } from '@trpc/client'
import { afterEach, expect, it, vi } from 'vitest'
import { startLeaving, stopLeaving } from '../lib/leaving'
import { createQueryClient } from './query-client'

const assign = vi.fn()

afterEach(() => {
  stopLeaving()
  assign.mockClear()
  vi.unstubAllGlobals()
})

async function readWithoutSession(): Promise<void> {
  const data = { code: 'UNAUTHORIZED', reason: null, errorId: null }
  const refused = new TRPCClientError('', { result: { error: { message: '', code: -1, data } } })
  const queryFn = () => Promise.reject(refused)
  await createQueryClient()
    .fetchQuery({ queryKey: ['list'], queryFn })
    .catch(() => {})
}

it('leaves for the sign-in and says why when the session has ended by itself', async () => {
  vi.stubGlobal('window', { location: { assign } })
  await readWithoutSession()
  expect(assign).toHaveBeenCalledExactlyOnceWith('/sign-in?expired')
})

it('says nothing of an expired session while the person signs out', async () => {
  const page = new EventTarget()
  vi.stubGlobal('window', Object.assign(page, { location: { assign } }))
  startLeaving()
  await readWithoutSession()
  expect(assign).not.toHaveBeenCalled()

  page.dispatchEvent(new Event('pagehide'))
  await readWithoutSession()
  expect(assign).toHaveBeenCalledOnce()
})
