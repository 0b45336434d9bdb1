import type { Contest } from '../contest/contest'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { startBareServer } from '../rivals/bare-server'
import {
  type Listed,
  measureLists,
  optionAListed,
  oursListed,
  readList,
  warmUp,
} from './list-sides'

const SECONDS = 0.75
const turns = { full: 9, quick: 2 }
const shared = { unit: 'list/s', better: 'higher', turns } as const

const limits = {
  one: 'Each call waits for its own entry of the audit to be on the disk, which alone takes about 0.4 ms where these were measured: no answer goes before.',
  listener:
    'The answer is encoded once an epoch: what is left is HTTP in one process of Node, the guard, the limiter and the audit. With 1,000 keys half of the time goes into writing 234 KB to the socket.',
  next: 'Next itself takes most of a millisecond a request, whatever it answers, and both sides pay it.',
  bare: 'A bare server checks no secret, limits nobody and audits nothing.',
}

interface Size {
  keys: number
  connections: number
}

const rows: readonly Contest[] = [
  againstOptionA({ keys: 10, connections: 1 }, { target: 10, growth: 'connections' }),
  againstOptionA({ keys: 10, connections: 10 }, { target: 10, growth: 'keys' }),
  againstOptionA({ keys: 10, connections: 50 }, { target: 10, growth: 'connections' }),
  againstOptionA({ keys: 10, connections: 10 }, { target: 1, isNext: true, growth: 'keys' }),
  againstOptionA({ keys: 1_000, connections: 10 }, { target: 20, growth: 'keys' }),
  againstOptionA({ keys: 1_000, connections: 10 }, { target: 2, isNext: true, growth: 'keys' }),
  againstBare({ keys: 10, connections: 10 }),
  againstBare({ keys: 1_000, connections: 10 }),
]

const points: readonly Contest[] = [
  {
    ...againstOptionA({ keys: 10, connections: 10 }, { target: null, growth: 'connections' }),
    name: 'list, 10 keys, 10 connections, internal listener, by connections',
  },
  againstOptionA({ keys: 10, connections: 200 }, { target: null, growth: 'connections' }),
  againstOptionA({ keys: 100, connections: 10 }, { target: null, growth: 'keys' }),
  againstOptionA({ keys: 10_000, connections: 10 }, { target: null, growth: 'keys' }),
  againstOptionA({ keys: 100, connections: 10 }, { target: null, isNext: true, growth: 'keys' }),
  againstOptionA({ keys: 10_000, connections: 10 }, { target: null, isNext: true, growth: 'keys' }),
].map((contest) => ({ ...contest, isPointOnly: true, turns: { full: 3, quick: 1 } }))

/** The keys of a provider, asked over HTTP by apps that know nothing yet. */
export const listsContests: readonly Contest[] = [...rows, ...points]

interface OptionAContest {
  target: number | null
  isNext?: boolean
  growth: 'keys' | 'connections'
}

function againstOptionA(size: Size, { target, isNext, growth }: OptionAContest): Contest {
  const where = isNext ? 'through Next' : 'internal listener'
  return {
    ...shared,
    name: nameOf(size, where),
    against: 'option A',
    target,
    limit: limitOf(size, isNext),
    growth: { line: `list by ${growth}, ${where}`, of: growth, size: size[growth] },
    open: async (ground) =>
      asked(size, {
        ours: await oursListed(ground, size.keys, isNext),
        theirs: await optionAListed(ground, size.keys),
      }),
  }
}

function limitOf({ connections }: Size, isNext = false): string {
  if (isNext) return limits.next
  return connections === 1 ? limits.one : limits.listener
}

function againstBare(size: Size): Contest {
  return {
    ...shared,
    name: nameOf(size, 'internal listener, floor'),
    against: 'bare node:http, the same bytes',
    target: null,
    isMachineFigure: true,
    limit: limits.bare,
    async open(ground: Ground, resources: Resources) {
      const ours = await oursListed(ground, size.keys)
      const { url } = resources.use(await startBareServer(await readList(ours)))
      return asked(size, { ours, theirs: { ...ours, url } })
    },
  }
}

async function asked({ connections }: Size, sides: { ours: Listed; theirs: Listed }) {
  const load = { connections, seconds: SECONDS }
  const ours = await readList(sides.ours)
  const theirs = await readList(sides.theirs)
  for (const side of [sides.ours, sides.theirs]) await warmUp(side)
  return {
    ours: () => measureLists(sides.ours, { ...load, body: ours }),
    theirs: () => measureLists(sides.theirs, { ...load, body: theirs }),
  }
}

function nameOf({ keys, connections }: Size, where: string): string {
  const apps = connections === 1 ? '1 connection' : `${connections} connections`
  return `list, ${keys.toLocaleString('en')} keys, ${apps}, ${where}`
}
