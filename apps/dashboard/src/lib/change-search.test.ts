import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** As much of a browser's window as an address needs, in which nothing was changed yet. */
async function openWindow(path: string) {
  const location = { ...parts(path), assign: (to: string) => Object.assign(location, parts(to)) }
  const replaceState = vi.fn((_data: null, _title: string, to: string) => location.assign(to))
  vi.stubGlobal('window', { location, history: { replaceState } })
  vi.resetModules()
  const written = () => replaceState.mock.calls.map((call) => call[2])
  return { ...(await import('./change-search')), location, written }
}

function parts(path: string) {
  const { href, pathname, search, hash } = new URL(path, 'http://localhost')
  return { href, pathname, search, hash }
}

beforeEach(() => void vi.useFakeTimers())

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('changes the address soon, and keeps the rest of it', async () => {
  const { written, changeSearch } = await openWindow('/keys?do=add#content')
  changeSearch((search) => `${search}&q=a`)
  expect(written()).toEqual([])
  await vi.advanceTimersByTimeAsync(0)
  expect(written()).toEqual(['/keys?do=add&q=a#content'])
})

it('leaves no question mark where nothing is left', async () => {
  const { written, changeSearch } = await openWindow('/keys?q=a')
  changeSearch(() => '')
  await vi.advanceTimersByTimeAsync(0)
  expect(written()).toEqual(['/keys'])
})

it('changes it at once for all that is typed meanwhile, each upon the other', async () => {
  const { written, changeSearch, WRITE_MS } = await openWindow('/keys')
  const done: string[] = []
  const type = (letter: string) =>
    changeSearch(
      (search) => (search || 'q=') + letter,
      () => done.push(letter),
    )
  type('a')
  await vi.advanceTimersByTimeAsync(0)
  type('b')
  type('c')
  await vi.advanceTimersByTimeAsync(WRITE_MS - 1)
  expect(written()).toEqual(['/keys?q=a'])
  expect(done).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(1)
  expect(written()).toEqual(['/keys?q=a', '/keys?q=abc'])
  expect(done).toEqual(['a', 'b', 'c'])
})

it('leaves the address of another page alone', async () => {
  const { location, written, changeSearch } = await openWindow('/keys')
  const done = vi.fn()
  changeSearch(() => 'q=a', done)
  location.assign('/usage?by=key')
  await vi.advanceTimersByTimeAsync(0)
  expect(written()).toEqual([])
  expect(done.mock.calls).toHaveLength(1)
})

it('goes on when the time of day steps back', async () => {
  const { written, changeSearch, WRITE_MS } = await openWindow('/keys')
  changeSearch(() => 'q=a')
  await vi.advanceTimersByTimeAsync(0)
  vi.setSystemTime(Date.now() - 3_600_000)
  changeSearch(() => 'q=b')
  await vi.advanceTimersByTimeAsync(WRITE_MS)
  expect(written()).toEqual(['/keys?q=a', '/keys?q=b'])
})

describe('a navigation', () => {
  /** Two changes within one wait: the second is not written yet. */
  async function openChanged() {
    const opened = await openWindow('/keys')
    opened.changeSearch(() => 'q=a')
    await vi.advanceTimersByTimeAsync(0)
    opened.changeSearch(() => 'q=ab')
    return opened
  }

  it('starts from an address that has all that was chosen, to which a step back leads', async () => {
    const { written, setOut } = await openChanged()
    setOut('/why')
    expect(written()).toEqual(['/keys?q=a', '/keys?q=ab'])
  })

  it('is not lost to a change of the page that is being left', async () => {
    const { location, written, changeSearch, setOut, arrive } = await openChanged()
    setOut('/why')
    const before = written().length
    changeSearch(() => 'q=late')
    await vi.advanceTimersByTimeAsync(5_000)
    setOut('/audit')
    expect(written()).toHaveLength(before)
    location.assign('/audit')
    arrive()
    await vi.runAllTimersAsync()
    expect(written()).toHaveLength(before)
  })

  it.each(['is given up', 'does not come'])('that %s loses no change', async (how) => {
    const { written, changeSearch, setOut, arrive, LEAVE_MS } = await openChanged()
    setOut('/why')
    const done = vi.fn()
    changeSearch(() => 'q=late', done)
    if (how === 'is given up') arrive()
    else await vi.advanceTimersByTimeAsync(LEAVE_MS)
    await vi.runAllTimersAsync()
    expect(written().at(-1)).toBe('/keys?q=late')
    expect(done.mock.calls).toHaveLength(1)
  })

  it('within the same page leaves its address open to change', async () => {
    const { written, changeSearch, setOut, WRITE_MS } = await openChanged()
    setOut('/keys?do=add')
    changeSearch(() => 'q=abc')
    await vi.advanceTimersByTimeAsync(WRITE_MS)
    expect(written().at(-1)).toBe('/keys?q=abc')
  })
})
