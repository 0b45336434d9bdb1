import { simulate } from '/tmp/w/sim/bench/simulation/simulate'
import { rivals } from '/tmp/w/sim/bench/simulation/policies/rivals'
import { ours } from '/tmp/w/sim/bench/simulation/policies/ours'
import { oracle } from '/tmp/w/sim/bench/simulation/policies/oracle'
import { usual } from '/tmp/w/sim/bench/simulation/scenario'
const [load, keys, paid, seed] = process.argv.slice(2).map(Number)
const only = process.argv[6]
for (const p of [oracle, ours, ...rivals]) {
  if (only && !p.name.includes(only)) continue
  const b = performance.now()
  const s = await simulate(p, {
    ...usual,
    seed: seed ?? 1,
    load: load ?? 0.5,
    keys: keys ?? 20,
    paid: paid ?? 0.3,
  })
  console.log(
    p.name.padEnd(36),
    s.calls,
    s.firstTry.toFixed(2),
    s.answered.toFixed(2),
    s.wasted.toFixed(2),
    s.lostMs.toFixed(0),
    s.evenness.toFixed(1),
    (performance.now() - b).toFixed(0) + 'ms',
  )
}
