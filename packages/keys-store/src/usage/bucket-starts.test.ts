import { expect, it } from 'vitest'
import { bucketStarts } from './bucket-starts'

const isoOf = (dates: Date[]) => dates.map((date) => date.toISOString())

const daysOf = (timeZone: string, now: string) =>
  isoOf(bucketStarts({ range: 'month', timeZone, now: new Date(now) }))

it('counts an hour by the minute and a day by the hour, wherever one is', () => {
  const now = new Date('2026-05-04T10:20:30.400Z')
  for (const timeZone of ['UTC', 'Asia/Kolkata']) {
    const minutes = isoOf(bucketStarts({ range: 'hour', timeZone, now }))
    expect(minutes).toHaveLength(60)
    expect([minutes[0], minutes[59]]).toEqual([
      '2026-05-04T09:21:00.000Z',
      '2026-05-04T10:20:00.000Z',
    ])
    const hours = isoOf(bucketStarts({ range: 'day', timeZone, now }))
    expect(hours).toHaveLength(24)
    expect([hours[0], hours[23]]).toEqual(['2026-05-03T11:00:00.000Z', '2026-05-04T10:00:00.000Z'])
  }
})

it('parts a week’s days in four, and begins them at midnight where one is', () => {
  const now = new Date('2026-05-04T10:20:00Z')
  const quarters = isoOf(bucketStarts({ range: 'week', timeZone: 'Asia/Kolkata', now }))
  expect(quarters).toHaveLength(28)
  // 15:50 there.
  expect(quarters.slice(-3)).toEqual([
    '2026-05-03T18:30:00.000Z',
    '2026-05-04T00:30:00.000Z',
    '2026-05-04T06:30:00.000Z',
  ])
})

it('makes a day shorter or longer when clocks are changed', () => {
  expect(daysOf('Europe/Paris', '2026-03-30T10:00:00Z').slice(-3)).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ])
  expect(daysOf('America/New_York', '2026-11-02T12:00:00Z').slice(-2)).toEqual([
    '2026-11-01T04:00:00.000Z',
    '2026-11-02T05:00:00.000Z',
  ])
})

it('begins a day without a midnight when its clocks are put forward', () => {
  // Cairo: on 24 April 2026, after 23:59 comes 01:00.
  expect(daysOf('Africa/Cairo', '2026-04-25T10:00:00Z').slice(-3)).toEqual([
    '2026-04-22T22:00:00.000Z',
    '2026-04-23T22:00:00.000Z',
    '2026-04-24T21:00:00.000Z',
  ])
})

it('begins a day after an hour that comes twice once the second is over', () => {
  // Cairo: on 29 October 2026, after 23:59 comes 23:00 again.
  expect(daysOf('Africa/Cairo', '2026-10-30T10:00:00Z').slice(-2)).toEqual([
    '2026-10-28T21:00:00.000Z',
    '2026-10-29T22:00:00.000Z',
  ])
})

it('knows Ramadan’s clock of Casablanca, and leaves no bucket out of order', () => {
  const starts = bucketStarts({
    range: 'week',
    timeZone: 'Africa/Casablanca',
    now: new Date('2026-03-23T10:00:00Z'),
  })
  expect(starts.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(starts)
  expect(new Set(isoOf(starts)).size).toBe(28)
})
