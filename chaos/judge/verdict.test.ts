import { expect, test } from 'vitest'
import { type Facts, judge } from './verdict'

const well = { list: true, report: true, streams: true }

/** A run in which one client used two keys, one of which was revoked in time, and nothing was lost. */
function cleanRun(): Facts {
  return {
    applied: [
      {
        fault: 'some',
        begin: 1_000,
        end: 2_000,
        disturbs: ['keys'],
        noticedMs: 0,
        recoveryMs: 35_000,
      },
    ],
    samples: [{ at: 2_500, ...well }],
    runs: [{ name: 'client-1.1', ledger: '', startedAt: 0, killedAt: null }],
    keys: [
      { id: 'a', name: 'chaos 1', revokedAt: null },
      { id: 'b', name: 'chaos 2', revokedAt: 5_000 },
    ],
    ledgers: {
      handed: [
        { at: 100, keyId: 'a', run: 'client-1.1', use: '1.1' },
        { at: 4_000, keyId: 'b', run: 'client-1.1', use: '2.1' },
      ],
      counted: [
        { keyId: 'a', at: 150, run: 'client-1.1' },
        { keyId: 'b', at: 4_050, run: 'client-1.1' },
      ],
      failures: [],
      open: new Map([['client-1.1', [{ from: 0, to: 100_000 }]]]),
      closed: [{ run: 'client-1.1', totals: { pending: 0, dropped: 0 } }],
      ok: 2,
      provider: [
        { at: 101, keyName: 'chaos 1', use: '1.1' },
        { at: 4_001, keyName: 'chaos 2', use: '2.1' },
      ],
    },
    stored: {
      uses: new Map([
        ['a', 1],
        ['b', 1],
      ]),
      unequal: [],
      auditProblem: null,
      auditRows: 10,
      epoch: 9,
      newest: 9,
    },
    exits: [
      { code: 0, ms: 900, isDraining: true },
      { code: 143, ms: 900, isDraining: false },
    ],
  }
}

/** What a run loses once something was planted in it. */
function lossesWith(plant: (facts: Facts) => void): string[] {
  const facts = cleanRun()
  plant(facts)
  return judge(facts).losses
}

test('a run in which all went well has no losses', () => {
  expect(judge(cleanRun()).losses).toEqual([])
})

test.each<[string, (facts: Facts) => void, RegExp]>([
  [
    'a use that was not stored',
    ({ stored }) => stored.uses.set('a', 0),
    /^key a was used 1 times, 0 are stored/,
  ],
  [
    'a use that was stored twice',
    ({ stored }) => stored.uses.set('a', 2),
    /^key a was used 1 times, 2 are stored/,
  ],
  [
    'a revoked key that was used on',
    ({ ledgers, stored }) => {
      ledgers.handed.push({ at: 9_000, keyId: 'b', run: 'client-1.1', use: '3.1' })
      ledgers.counted.push({ keyId: 'b', at: 9_050, run: 'client-1.1' })
      stored.uses.set('b', 2)
    },
    /^client-1\.1 used key b 4000 ms after its revocation/,
  ],
  [
    'a call that failed for no reason',
    ({ ledgers }) =>
      ledgers.failures.push({
        from: 8_000,
        at: 8_100,
        run: 'client-1.1',
        code: 'no_key_available',
        hadKeys: true,
      }),
    /failed with no_key_available after 100 ms/,
  ],
  [
    'a call to the provider that no client made',
    ({ ledgers }) => ledgers.provider.push({ at: 7_000, keyName: 'chaos 1', use: '9.1' }),
    /^the provider was called 1 times in a way that no client knows of/,
  ],
  [
    'a call to the provider with another key than was handed out',
    ({ ledgers }) => ledgers.provider.push({ at: 7_000, keyName: 'chaos 2', use: '1.1' }),
    /^the provider was called 1 times/,
  ],
  [
    'a client that gave up uses at its end',
    ({ ledgers }) =>
      void (ledgers.closed[0] = { run: 'client-1.1', totals: { pending: 3, dropped: 1 } }),
    /^client-1\.1 ended with 3 uses unsent and 1 refused/,
  ],
  [
    'a client that never ended',
    ({ ledgers }) => void (ledgers.closed[0] = { run: 'client-1.1', totals: null }),
    /^client-1\.1 did not end/,
  ],
  [
    'a broken audit',
    ({ stored }) => void (stored.auditProblem = 'hash at 7'),
    /^the audit is broken: hash at 7/,
  ],
  [
    'an epoch that went back',
    ({ stored }) => void (stored.newest = 12),
    /^the epoch is 9, and something bears 12/,
  ],
  ['sums that do not add up', ({ stored }) => stored.unequal.push('a'), /^the uses of key a by/],
  [
    'a dashboard that did not end in order',
    (facts) => void Object.assign(facts, { exits: [{ code: 143, ms: 900, isDraining: true }] }),
    /^a dashboard ended with 143 900 ms after SIGTERM/,
  ],
  [
    'a dashboard that had to be killed',
    (facts) => void Object.assign(facts, { exits: [{ code: null, ms: 15_000, isDraining: true }] }),
    /^a dashboard ended with a kill 15000 ms after SIGTERM/,
  ],
  [
    'a system that never came back',
    (facts) => void Object.assign(facts, { samples: [{ at: 2_500, ...well, list: false }] }),
    /^no recovery within 35 s from: some \(never\)/,
  ],
  [
    'a system that came back late',
    (facts) => void Object.assign(facts, { samples: [{ at: 40_000, ...well }] }),
    /^no recovery within 35 s from: some \(38000 ms\)/,
  ],
])('%s is found', (_, plant, loss) => {
  expect(lossesWith(plant)).toEqual([expect.stringMatching(loss)])
})
