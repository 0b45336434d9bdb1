import type { Usage } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { chartRows } from './chart-rows'
import { toCsv } from './download-csv'
import { groupsTable, seriesTable } from './usage-csv'

const at = new Date('2026-05-04T10:00:00Z')

const usage: Usage = {
  range: 'day',
  by: 'key',
  buckets: [at, new Date('2026-05-04T11:00:00Z')],
  series: [{ ok: 3, network: 1 }, {}],
  totals: { ok: 3, network: 1 },
  groupCount: 2,
  groups: [
    {
      id: 'key-1',
      key: { provider: 'gemini', name: '=HYPERLINK("http://x")', isDeleted: false },
      outcomes: { ok: 3, network: 1 },
      series: [],
      firstErrorAt: at,
      lastErrorAt: at,
    },
    { id: null, key: null, outcomes: {}, series: [], firstErrorAt: null, lastErrorAt: null },
  ],
}

it('writes the groups as they are shown, and no name that a sheet takes for a formula', async () => {
  const [head, first, others] = (await toCsv(groupsTable(usage))).split('\r\n')
  expect(head).toBe(
    'key,provider,name,calls,success_rate,ok,invalid_key,billing,rate_limit,model_unavailable,' +
      'overloaded,network,client_error,aborted,error,first_error_at,last_error_at',
  )
  expect(first).toBe(
    'key-1,gemini,"\'=HYPERLINK(""http://x"")",4,0.75,3,0,0,0,0,0,1,0,0,0,' +
      '2026-05-04T10:00:00.000Z,2026-05-04T10:00:00.000Z',
  )
  expect(others).toBe('others,,,0,,0,0,0,0,0,0,0,0,0,0,,')
})

it('writes what the charts show, bucket by bucket', async () => {
  const lines = (await toCsv(seriesTable(usage))).split('\r\n')
  expect(lines[1]).toBe('2026-05-04T10:00:00.000Z,4,0.75,3,0,0,0,0,0,1,0,0,0')
  expect(lines[2]).toBe('2026-05-04T11:00:00.000Z,0,,0,0,0,0,0,0,0,0,0,0')
})

it('draws a gap, and no zero, where nothing was called', () => {
  expect(chartRows(usage)).toMatchObject([
    { at: at.getTime(), ok: 3, network: 1, error: 0, successPercent: 75 },
    { ok: 0, successPercent: null },
  ])
})
