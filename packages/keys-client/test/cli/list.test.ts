import { describe, expect, it, vi } from 'vitest'
import { startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { clearKey, keys, realKey } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const inAnHour = () => new Date(Date.now() + 3_600_000)

const hour = (moment: Date, language: string) =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(moment)

async function pool() {
  const dashboard = await startDashboard([
    realKey('k1', { name: 'Project A', usageCount: 12_345, errorCount: 2, lastUsedAt: new Date() }),
    realKey('k2', { name: `named by itself ${clearKey('k2')}` }),
    realKey('k3', { provider: 'openai', name: 'paint \u001b[31mit' }),
  ])
  const until = inAnHour()
  const rest = { provider: 'gemini', outcome: 'rate_limit', until } as const
  dashboard.cool({ ...rest, scope: 'key_model', target: 'k1', model: 'gemini-pro' })
  dashboard.cool({ ...rest, scope: 'key', target: 'k2', model: null })
  return { dashboard, until }
}

describe('keys list', () => {
  it('shows each key masked, with its counters and its rests', async () => {
    const { dashboard, until } = await pool()
    const end = await keys(['list'], { ...createEnvFolder(), url: dashboard.url })
    expect(end).toMatchObject({ code: 0, stderr: '' })
    const [head, first, itsRest, second, third] = end.stdout.split('\n')
    expect(head).toMatch(/^Provider +Name +Key +Uses +Errors +Last use +State +Id$/)
    expect(first).toMatch(/^gemini +Project A +AIza….end +12,345 +2 +\S.* ready +k1$/)
    expect(itsRest?.trim()).toMatch(/^rests until .*: rate limit \(gemini-pro only\)$/)
    expect(second).toMatch(
      /^gemini +named by itself AIza….end .* never +rests until .*: rate limit +k2$/,
    )
    expect(second).toContain(hour(until, 'en'))
    expect(third).toMatch(/^openai +paint �\[31mit .* ready +k3$/)
  })

  it('shows the keys of one provider, in French', async () => {
    const { dashboard, until } = await pool()
    const call = { ...createEnvFolder(), url: dashboard.url }
    const end = await keys(['list', '--provider', 'gemini', '--lang', 'fr'], call)
    expect(end).toMatchObject({ code: 0, stderr: '' })
    expect(end.stdout).toMatch(/^Fournisseur +Nom +Clé +Appels +Erreurs +Dernier appel +État +Id$/m)
    expect(end.stdout).toMatch(/12\s345 +2 .* prête +k1$/mu)
    expect(end.stdout).toContain(`${hour(until, 'fr')}\u00a0: limite de débit`)
    expect(end.stdout).toMatch(/^gemini +named by itself AIza….end +AIza/m)
    expect(end.stdout).not.toContain('openai')
  })

  it('gives scripts one JSON object, masked too', async () => {
    const { dashboard, until } = await pool()
    const end = await keys(['list', '--json'], { ...createEnvFolder(), url: dashboard.url })
    expect(end).toMatchObject({ code: 0, stderr: '' })
    const answer: unknown = JSON.parse(end.stdout)
    expect(answer).toMatchObject({
      ok: true,
      provider: null,
      keys: [
        {
          id: 'k1',
          maskedKey: expect.stringMatching(/^AIza….end$/) as string,
          state: 'ready',
          rests: [{ outcome: 'rate_limit', model: 'gemini-pro', until: until.toISOString() }],
        },
        { id: 'k2', state: 'resting', lastUsedAt: null },
        { id: 'k3', provider: 'openai', rests: [] },
      ],
    })
  })

  it('names the provider that was meant, which is no failure', async () => {
    const dashboard = await startDashboard([])
    const call = { ...createEnvFolder(), url: dashboard.url }
    const english = await keys(['list', '--provider', 'gemni'], call)
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).toContain('No active key of gemni. Did you mean gemini? Else add one')
    const french = await keys(['list', '--provider', 'opnai', '--lang', 'fr'], call)
    expect(french.stdout).toContain('clé active pour opnai. Vouliez-vous dire openai\u00a0? Sinon')
  })

  it('cuts a long name in its table, between signs, and never in JSON', async () => {
    const family = '👩\u200D👩\u200D👧'
    const name = family + 'n'.repeat(240)
    const dashboard = await startDashboard([realKey('k1', { name })])
    const until = inAnHour()
    const model = `${'m'.repeat(60)}\u001b[2J`
    const rest = { provider: 'gemini', outcome: 'rate_limit', until } as const
    dashboard.cool({ ...rest, scope: 'key_model', target: 'k1', model })
    const call = { ...createEnvFolder(), url: dashboard.url }
    const { stdout } = await keys(['list'], call)
    expect(stdout).toContain(`(${'m'.repeat(39)}… only)`)
    expect(stdout).toContain(`gemini    ${family}${'n'.repeat(38)}…  AIza`)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(180)
    const json = await keys(['list', '--json'], call)
    expect(JSON.parse(json.stdout)).toMatchObject({ keys: [{ name }] })
  })

  it('counts at its end what fills more than a screen', async () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        realKey(`k${index}`, { provider: index > 2 ? 'gemini' : 'openai' }),
      )
    const one = await startDashboard(some(20))
    const few = await keys(['list'], { ...createEnvFolder(), url: one.url })
    expect(few.stdout.trimEnd().split('\n')).toHaveLength(21)
    const other = await startDashboard(some(21))
    const call = { ...createEnvFolder(), url: other.url }
    const many = await keys(['list'], call)
    expect(many.stdout).toMatch(/\n21 keys of 2 providers\n$/)
    const french = await keys(['list', '--lang', 'fr'], call)
    expect(french.stdout).toMatch(/\n21 clés, 2 fournisseurs\n$/)
    const gemini = await keys(['list', '--provider', 'gemini'], call)
    expect(gemini.stdout).not.toContain('18 keys')
  })

  it('says what to do when there is no key', async () => {
    const dashboard = await startDashboard([])
    const call = { ...createEnvFolder(), url: dashboard.url }
    const english = await keys(['list', '--provider', 'mistral'], call)
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).toContain('No active key of mistral. Add one in the dashboard')
    const french = await keys(['list', '--lang', 'fr'], call)
    expect(french.stdout).toContain('Aucune clé active. Ajoutez-en une dans le tableau de bord')
    const json = await keys(['list', '--json'], call)
    expect(JSON.parse(json.stdout)).toEqual({ ok: true, provider: null, keys: [] })
  })
})
