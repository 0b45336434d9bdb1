import { everyProvider } from '@itqan/keys-router/test-doubles'
import { describe, expect, it } from 'vitest'
import { pooledKey, pooledKeys } from '../pooled-key'
import { startDashboard } from '../scripted-dashboard'
import { checkOf, examine } from './examine'
import { olderDashboard } from './older-dashboard'

const MINUTE_MS = 60_000

const resting = { provider: 'gemini', scope: 'key', model: null, outcome: 'rate_limit' } as const

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)

describe('a pool that has a key ready', () => {
  it('Is well, check by check', async () => {
    const { url } = await startDashboard(pooledKeys(3))
    const { json, en, fr } = await examine({ url, provider: 'gemini' })
    expect(json).toMatchObject({ ok: true, cause: null, warnings: [], provider: 'gemini' })
    expect(json.checks.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'settings ok',
      'name ok',
      'connection ok',
      'tls skipped',
      'dashboard ok',
      'secret ok',
      'database ok',
      'clock ok',
      'provider ok',
      'keys ok',
      'rests ok',
      'stream ok',
    ])
    expect(json.providers).toEqual([{ provider: 'gemini', ready: 3, resting: 0, disabled: 0 }])
    expect(en).toContain('All is well: an app gets a key.')
    expect(fr).toContain('Tout va bien : une application reçoit une clé.')
  })

  it('Is shown provider by provider where none was asked for', async () => {
    const openai = { provider: 'openai' }
    const dashboard = await startDashboard([
      ...pooledKeys(3),
      pooledKey('o1', openai),
      pooledKey('o2', openai),
    ])
    dashboard.cool({ ...resting, target: 'k1', until: inMinutes(5) })
    dashboard.revoke('o1')
    const { json, en, fr } = await examine({ url: dashboard.url })
    expect(json.cause).toBeNull()
    expect(json.providers).toEqual([
      { provider: 'gemini', ready: 2, resting: 1, disabled: 0 },
      { provider: 'openai', ready: 1, resting: 0, disabled: 1 },
    ])
    expect(en).toMatch(/gemini +2 ready, 1 resting, 0 disabled +openai +1 ready, 0 resting, 1 dis/)
    expect(fr).toMatch(/gemini +2 prêtes, 1 au repos, 0 désactivée +openai +1 prête/)
  })

  it('Warns of a provider that has none ready, where none was asked for', async () => {
    const dashboard = await startDashboard([
      ...pooledKeys(1),
      pooledKey('m', { provider: 'mistral' }),
    ])
    dashboard.revoke('m')
    const { json, en, fr } = await examine({ url: dashboard.url })
    expect(json).toMatchObject({ cause: null, warnings: [{ code: 'providers_without_key' }] })
    expect(en).toContain('Warning: No key is ready of mistral: ask with --provider')
    expect(fr).toContain('Attention : Aucune clé n’est prête chez mistral')
  })

  it('Fits one screen with more providers than lines', async () => {
    const keys = Array.from({ length: 40 }, (_, index) =>
      pooledKey(`k${index}`, { provider: `p${index}` }),
    )
    const { url } = await startDashboard(keys)
    const { json, en, fr } = await examine({ url })
    expect(json.providers).toHaveLength(40)
    expect(en).toMatch(/… and \d+ more/)
    expect(fr).toMatch(/… et \d+ de plus/)
  })
})

describe('the provider', () => {
  it('An unknown one is told with the nearest name and those that there are', async () => {
    const { url } = await startDashboard([...pooledKeys(1), pooledKey('o', { provider: 'openai' })])
    const { json, en, fr } = await examine({ url, provider: 'Gemnii' })
    expect(json.cause).toBe('unknown_provider')
    expect(json.details).toMatchObject({ nearest: 'gemini', known: ['gemini', 'openai'] })
    expect(en).toContain('There is no provider “gemnii”. Did you mean gemini?')
    expect(en).toContain('What to do: Ask for one that exists (gemini, openai)')
    expect(fr).toContain('Il n’y a pas de fournisseur « gemnii ». Vouliez-vous dire gemini ?')
  })

  it('A name that resembles none is told without a guess', async () => {
    const { url } = await startDashboard(pooledKeys(1))
    const { json, en } = await examine({ url, provider: 'cohere' })
    expect(json.details).toMatchObject({ nearest: null })
    expect(en).not.toContain('Did you mean')
  })

  it.each([undefined, 'gemini'])(
    'An empty pool says where to add a key (--provider %s)',
    async (provider) => {
      const { url } = await startDashboard([])
      const { json, en, fr } = await examine({ url, provider })
      expect(json.cause).toBe('empty_pool')
      expect(en).toContain(`What to do: Sign in to the dashboard (${url}) and add one.`)
      expect(fr).toContain(
        `À faire : Connectez-vous au tableau de bord (${url}) et ajoutez-en une.`,
      )
    },
  )
})

describe('disabled keys', () => {
  it('All disabled by people are to be switched on', async () => {
    const dashboard = await startDashboard(pooledKeys(2))
    dashboard.revoke('k0', 'k1')
    const { json, en, fr } = await examine({ url: dashboard.url, provider: 'gemini' })
    expect(json).toMatchObject({ cause: 'all_disabled', details: { byPeople: 2, byProvider: 0 } })
    expect(en).toContain(
      'All keys of gemini are disabled: 2 by people, 0 because the provider refused',
    )
    expect(en).toContain('What to do: Switch one on in the dashboard, or add one.')
    expect(fr).toContain('À faire : Réactivez-en une dans le tableau de bord')
  })

  it('Those that the provider refused are to be replaced', async () => {
    const dashboard = await startDashboard(pooledKeys(2))
    dashboard.revoke('k0')
    await dashboard.store.report(
      {
        batchId: crypto.randomUUID(),
        entries: [
          { keyId: 'k1', outcome: 'invalid_key', exact: true, count: 1, lastUsedAt: new Date() },
        ],
      },
      everyProvider,
    )
    for (const provider of ['gemini', undefined]) {
      const { json, en, fr } = await examine({ url: dashboard.url, provider })
      expect(json).toMatchObject({ cause: 'all_disabled', details: { byPeople: 1, byProvider: 1 } })
      expect(en).toContain('What to do: Replace the refused keys in the dashboard')
      expect(fr).toContain('À faire : Remplacez les clés refusées dans le tableau de bord')
    }
  })

  it('An older dashboard, that does not count them, is taken at the word of its list', async () => {
    const dashboard = await startDashboard([
      ...pooledKeys(1),
      pooledKey('o', { provider: 'openai' }),
    ])
    const url = await olderDashboard(dashboard)
    const well = await examine({ url, provider: 'gemini' })
    expect(well.json).toMatchObject({ cause: null, providers: [{ ready: 1, disabled: null }] })
    expect(checkOf(well.json, 'keys')?.detail).toBe('1 active')
    const typo = await examine({ url, provider: 'opanai' })
    expect(typo.json).toMatchObject({ cause: 'unknown_provider', details: { nearest: 'openai' } })
    const unsure = await examine({ url, provider: 'mistral' })
    expect(unsure.json.cause).toBe('no_active_key')
    expect(unsure.en).toContain('no key of mistral: it has none, or all are disabled')
    expect(unsure.fr).toContain(
      'aucune clé du fournisseur mistral : il n’en a pas, ou toutes sont désactivées',
    )
  })
})

describe('keys that rest', () => {
  it('All resting are told with when the first is back, and why', async () => {
    const dashboard = await startDashboard(pooledKeys(2))
    const first = inMinutes(12)
    dashboard.cool({ ...resting, target: 'k0', until: inMinutes(50) })
    dashboard.cool({ ...resting, target: 'k1', outcome: 'billing', until: first })
    for (const provider of ['gemini', undefined]) {
      const { json, en, fr } = await examine({ url: dashboard.url, provider })
      expect(json.cause).toBe('all_resting')
      expect(json.details).toMatchObject({
        keys: 2,
        at: first.toISOString(),
        reasons: [
          { outcome: 'rate_limit', scope: 'key', keys: 1 },
          { outcome: 'billing', scope: 'key', keys: 1 },
        ],
      })
      expect(en).toContain(
        'in 12 min: 1 × rate limit (the key itself), 1 × billing (the key itself).',
      )
      expect(en).toContain('What to do: Wait until then, or add a key with a quota of its own.')
      expect(fr).toContain(
        'dans 12 min : 1 × limite atteinte (la clé elle-même), 1 × crédit épuisé',
      )
    }
  })

  it('A provider that rests as a whole keeps every key back', async () => {
    const dashboard = await startDashboard(pooledKeys(3))
    const whole = {
      ...resting,
      scope: 'provider',
      target: 'gemini',
      outcome: 'overloaded',
    } as const
    dashboard.cool({ ...whole, until: inMinutes(1) })
    const { json, en } = await examine({ url: dashboard.url, provider: 'gemini' })
    expect(json.cause).toBe('all_resting')
    expect(en).toContain('3 × provider overloaded (the whole provider)')
  })

  it('A rest of one model is the cause for that model, and a warning without one', async () => {
    const dashboard = await startDashboard([pooledKey('k0', { quotaPool: 'projects/1' })])
    const model = 'gemini-2.5-pro'
    const ofModel = { ...resting, scope: 'pool_model', target: 'projects/1', model } as const
    dashboard.cool({ ...ofModel, until: inMinutes(30) })
    const { url } = dashboard
    const asked = await examine({ url, provider: 'gemini', model })
    expect(asked.json).toMatchObject({ cause: 'all_resting', model })
    expect(asked.en).toContain('No active key of gemini is ready for gemini-2.5-pro')
    expect(asked.fr).toContain(
      'Aucune clé active du fournisseur gemini n’est prête pour gemini-2.5-pro',
    )
    const other = await examine({ url, provider: 'gemini', model: 'gemini-2.5-flash' })
    expect(other.json).toMatchObject({ cause: null, warnings: [] })
    const any = await examine({ url, provider: 'gemini' })
    expect(any.json).toMatchObject({ cause: null, warnings: [{ code: 'model_resting' }] })
    expect(any.en).toContain('ask with --model gemini-2.5-pro')
    expect(any.fr).toContain('demandez pourquoi avec --model gemini-2.5-pro')
  })
})
