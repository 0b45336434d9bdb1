import { instrumentsOf, type ChangeFeed, type KeyStore } from '@itqan/keys-router'

const instruments = instrumentsOf('dashboard', (meter) => {
  const epoch = meter.createObservableGauge('keys.server.epoch', {
    description: 'The epoch of the database',
    unit: '{epoch}',
  })
  const lag = meter.createObservableGauge('keys.server.epoch.lag', {
    description: 'Epochs of the database that this process has not told its streams yet',
    unit: '{epoch}',
  })
  return { meter, epoch, lag }
})

interface ObservedFeed {
  /** Reads where the database stands. */
  changes: KeyStore['changes']
  feed: ChangeFeed
}

/** Reads, whenever metrics are collected, where the database stands and how far the streams were told. */
export function observeEpoch({ changes, feed }: ObservedFeed): void {
  const { meter, epoch, lag } = instruments()
  /** `null`: the feed is not followed, before the first reading and after it lost the database. */
  let told: number | null = null

  async function follow(from: number): Promise<number> {
    told = from
    await feed.subscribe({
      onChange: (change) => (told = change.epoch),
      onEnd: () => (told = null),
    })
    return told ?? from
  }

  meter.addBatchObservableCallback(
    async (result) => {
      const { epoch: stored } = await changes()
      const known = told ?? (await follow(stored))
      result.observe(epoch, stored)
      result.observe(lag, Math.max(0, stored - known))
    },
    [epoch, lag],
  )
}
