/** What is open, to be closed in the opposite order. */
export interface Resources extends AsyncDisposable {
  use<T extends AsyncDisposable>(resource: T): T
  defer(close: () => Promise<void> | void): void
  /** Whoever calls it again waits for the same end. */
  [Symbol.asyncDispose](): Promise<void>
}

export function createResources(): Resources {
  const closes: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined

  async function closeAll(): Promise<void> {
    // What is opened meanwhile is closed as well.
    for (let close = closes.pop(); close; close = closes.pop()) await close()
  }

  return {
    use(resource) {
      closes.push(async () => resource[Symbol.asyncDispose]())
      return resource
    },
    defer: (close) => void closes.push(close),
    [Symbol.asyncDispose]: () => (closing ??= closeAll()),
  }
}
