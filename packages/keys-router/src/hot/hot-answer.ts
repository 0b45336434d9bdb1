/** An answer that is bytes already: 200, and nothing more to be made. */
export interface HotAnswer {
  headers: Record<string, string>
  bytes: Uint8Array<ArrayBuffer>
}

/** Where a stream's bytes go. */
export interface Sink {
  /** @returns whether there is room for more; without, {@link OpenStream.drained} says when there is. */
  write(bytes: Uint8Array): boolean
  end(): void
}

/** A stream that is being written. Each of these may be called again, and late. */
export interface OpenStream {
  drained(): void
  /** The caller is gone. */
  leave(): void
  /** Tells the caller that this is the end. */
  end(): void
}

/** A stream that can begin: whoever gets it starts it at once. */
export interface HotStream {
  headers: Record<string, string>
  start(sink: Sink): OpenStream
}

export type Hot = HotAnswer | HotStream
