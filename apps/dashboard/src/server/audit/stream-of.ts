interface StreamOptions {
  /** Once, however it ends. */
  onEnd(): void
  /** Told of what broke it off: the reader sees no more than that it broke off. */
  onError(error: unknown): void
}

/** Texts as bytes, made as they are read: whoever reads slowly has no more than one waiting in memory. */
export function streamOf(
  texts: AsyncGenerator<string, void>,
  { onEnd, onError }: StreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isOver = false

  function end(): void {
    if (!isOver) onEnd()
    isOver = true
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await texts.next()
          if (!next.done) return controller.enqueue(encoder.encode(next.value))
          end()
          controller.close()
        } catch (error) {
          end()
          onError(error)
          controller.error(error)
        }
      },
      async cancel() {
        end()
        await texts.return(undefined).catch(() => undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
