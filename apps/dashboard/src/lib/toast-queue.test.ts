import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToasts, RETRY_MS, SHOWN_MS } from './toast-queue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Notes what is drawn, and is loaded when the test says so. */
function open() {
  const drawn: string[] = []
  const note = (kind: string) => (text: unknown, options?: { id?: string | number }) => {
    drawn.push(`${kind} ${String(text)}`)
    return options?.id ?? 0
  }
  const drawer = {
    toast: {
      message: vi.fn(note('message')),
      success: vi.fn(note('success')),
      error: vi.fn(note('error')),
      loading: vi.fn(note('loading')),
      dismiss: vi.fn((id?: string | number) => id ?? 0),
    },
  }
  const loads: { resolve(it: typeof drawer): void; reject(error: Error): void }[] = []
  const toasts = createToasts(
    () => new Promise<typeof drawer>((resolve, reject) => loads.push({ resolve, reject })),
  )
  return {
    ...toasts,
    drawn,
    drawer,
    loads,
    async arrive() {
      loads.at(-1)?.resolve(drawer)
      await vi.advanceTimersByTimeAsync(0)
    },
    async fail() {
      loads.at(-1)?.reject(new TypeError('Failed to fetch'))
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

describe('what draws toasts', () => {
  it('is not loaded before the first of them, and once for all', async () => {
    const { toast, loads, arrive } = open()
    expect(loads).toHaveLength(0)
    toast('one')
    toast.error('two')
    await arrive()
    toast('three')
    expect(loads).toHaveLength(1)
  })

  it('may be loaded ahead of a toast', async () => {
    const { toast, prepare, drawn, loads, arrive } = open()
    prepare()
    prepare()
    await arrive()
    toast('told at once')
    expect(loads).toHaveLength(1)
    expect(drawn).toEqual(['message told at once'])
  })
})

describe('toasts made before it is there', () => {
  it('are drawn in their order, with what they were given', async () => {
    const { toast, drawn, drawer, arrive } = open()
    const action = { label: 'Undo', onClick: () => undefined }
    toast('deleted', { action, duration: 10_000 })
    toast.success('saved')
    toast.error('refused', { description: 'why' })
    expect(drawn).toEqual([])
    await arrive()
    expect(drawn).toEqual(['message deleted', 'success saved', 'error refused'])
    expect(drawer.toast.message.mock.calls[0]?.[1]).toMatchObject({ action, duration: 10_000 })
    expect(drawer.toast.error.mock.calls[0]?.[1]).toMatchObject({ description: 'why' })
  })

  it('are replaced by what is said under their id, in their place', async () => {
    const { toast, drawn, drawer, arrive } = open()
    const action = { label: 'Stop', onClick: () => undefined }
    const id = toast.loading('0 read', { action })
    toast('another')
    toast.loading('100 read', { id })
    expect(toast.success('read', { id })).toBe(id)
    await arrive()
    expect(drawn).toEqual(['success read', 'message another'])
    expect(drawer.toast.success.mock.calls[0]?.[1]).toEqual({ id, action })
  })

  it('are not drawn once dismissed', async () => {
    const { toast, drawn, arrive } = open()
    const id = toast('dismissed')
    toast('stays')
    toast.dismiss(id)
    await arrive()
    expect(drawn).toEqual(['message stays'])
  })
})

it('gives each toast an id by which it is changed and dismissed when it is drawn', async () => {
  const { toast, drawer, prepare, arrive } = open()
  prepare()
  await arrive()
  const [one, two] = [toast.loading('one'), toast.loading('two')]
  expect(one).not.toBe(two)
  toast.success('one is done', { id: one })
  expect(drawer.toast.success.mock.calls[0]?.[1]).toEqual({ id: one })
  toast.dismiss(two)
  expect(drawer.toast.dismiss.mock.calls).toEqual([[two]])
})

describe('when it cannot be loaded', () => {
  it('the newest toast is said plainly, and all are drawn when it comes after all', async () => {
    const { toast, drawn, current, fail, arrive, subscribe } = open()
    const told = vi.fn()
    subscribe(told)
    toast.error('the server is away', { duration: 10_000 })
    toast.error('still away', { duration: 10_000 })
    expect(current().plain).toBeNull()
    await fail()
    expect(current().plain).toMatchObject({ kind: 'error', text: 'still away' })
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    await arrive()
    expect(drawn).toEqual(['error the server is away', 'error still away'])
    expect(current().plain).toBeNull()
    expect(told.mock.calls).toHaveLength(2)
  })

  it('the next toast asks for it at once, and it is not asked for twice over', async () => {
    const { toast, loads, current, fail } = open()
    toast.error('one')
    await fail()
    await vi.advanceTimersByTimeAsync(RETRY_MS / 2)
    toast.error('two', { duration: 10_000 })
    expect(loads).toHaveLength(2)
    await fail()
    expect(current().plain?.text).toBe('two')
    await vi.advanceTimersByTimeAsync(RETRY_MS - 1)
    expect(loads).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(loads).toHaveLength(3)
  })

  it('what is said plainly goes when it is dismissed', async () => {
    const { toast, current, fail } = open()
    toast.error('one')
    const id = toast.error('two')
    await fail()
    toast.dismiss(id)
    expect(current().plain?.text).toBe('one')
  })

  it('nothing is said, nor asked for again, when no toast waits', async () => {
    const { prepare, loads, current, fail } = open()
    prepare()
    await fail()
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    expect(loads).toHaveLength(1)
    expect(current().plain).toBeNull()
  })

  it('a toast goes when its time is over, and is not drawn after that', async () => {
    const { toast, drawn, current, fail, arrive } = open()
    toast('deleted', { duration: RETRY_MS + 1 })
    toast.error('refused')
    await fail()
    await vi.advanceTimersByTimeAsync(SHOWN_MS - 1)
    expect(current().plain?.text).toBe('refused')
    await vi.advanceTimersByTimeAsync(1)
    expect(current().plain?.text).toBe('deleted')
    await vi.advanceTimersByTimeAsync(RETRY_MS + 1 - SHOWN_MS)
    expect(current().plain).toBeNull()
    await arrive()
    expect(drawn).toEqual([])
  })

  it('what goes on, or is to stay, stays and is drawn when it comes after all', async () => {
    const { toast, drawn, fail, arrive } = open()
    toast.loading('0 read')
    toast('to be kept', { duration: Infinity })
    await fail()
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    await fail()
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    await arrive()
    expect(drawn).toEqual(['loading 0 read', 'message to be kept'])
  })

  it('a toast’s time runs from when it can be seen, however often it is asked for', async () => {
    const { toast, current, fail } = open()
    toast.error('refused', { duration: RETRY_MS + 1_000 })
    await vi.advanceTimersByTimeAsync(60_000)
    await fail()
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    await fail()
    expect(current().plain?.text).toBe('refused')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(current().plain).toBeNull()
  })

  it('it is not asked for again once nothing waits', async () => {
    const { toast, loads, fail } = open()
    toast.error('refused')
    await fail()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(loads).toHaveLength(1)
  })
})
