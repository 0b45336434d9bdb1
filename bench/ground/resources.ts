/** What is open, to be closed in the opposite order. */
export interface Resources extends AsyncDisposable {
  use<T extends AsyncDisposable>(resource: T): T
  defer(close: () => Promise<void> | void): void
  [Symbol.asyncDispose](): Promise<void>
}

export function createResources(): Resources {
  const closes: (() => Promise<void> | void)[] = []
  return {
    use(resource) {
      closes.push(async () => resource[Symbol.asyncDispose]())
      return resource
    },
    defer: (close) => void closes.push(close),
    async [Symbol.asyncDispose]() {
      for (const close of closes.splice(0).toReversed()) await close()
    },
  }
}
