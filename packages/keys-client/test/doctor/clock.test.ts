import { describe, expect, it } from 'vitest'
import { pooledKeys } from '../pooled-key'
import { type ScriptedDashboard, startDashboard } from '../scripted-dashboard'
import { checkOf, examine } from './examine'

const MINUTE_MS = 60_000

/** A dashboard whose machine has another time, so many minutes from ours. */
async function startOff(minutes: number): Promise<ScriptedDashboard> {
  const dashboard = await startDashboard(pooledKeys(1))
  dashboard.script('list', (request, response) => {
    response.setHeader('date', new Date(Date.now() + minutes * MINUTE_MS).toUTCString())
    return dashboard.pass(request, response)
  })
  return dashboard
}

describe('the clock', () => {
  it('One that is an hour behind is the cause: keys rest an hour too long', async () => {
    const { url } = await startOff(60)
    const { json, en, fr } = await examine({ url })
    expect(json).toMatchObject({ cause: 'clock_off', details: { direction: 'behind' } })
    expect(en).toContain(
      'Cause: The clock of this machine is 60 min behind that of the dashboard: ' +
        'here, keys rest 60 min too long. What to do: Set the clock',
    )
    expect(fr).toContain(
      'L’horloge de cette machine retarde de 60 min sur celle du tableau de bord',
    )
    expect(fr).toContain('À faire : Mettez-la à l’heure')
  })

  it('One that is an hour ahead is the cause: rests are not kept', async () => {
    const { url } = await startOff(-60)
    const { json, en, fr } = await examine({ url })
    expect(json).toMatchObject({ cause: 'clock_off', details: { direction: 'ahead' } })
    expect(en).toContain('here, keys that should rest are used')
    expect(fr).toContain('L’horloge de cette machine avance de 60 min')
  })

  it('One that is off by minutes is a warning, and all else is checked', async () => {
    const { url } = await startOff(3)
    const { json, en, fr } = await examine({ url })
    expect(json).toMatchObject({ cause: null, warnings: [{ code: 'clock_off' }] })
    expect(checkOf(json, 'stream')?.status).toBe('ok')
    expect(en).toContain('Warning: The clock of this machine is 3 min behind')
    expect(fr).toContain('Attention : L’horloge de cette machine retarde de 3 min')
  })

  it('One that is off by less than a minute is not worth a word', async () => {
    const { url } = await startOff(-0.8)
    const { json } = await examine({ url })
    expect(json).toMatchObject({ cause: null, warnings: [] })
  })

  it('One that is an hour off is a warning where something else is the cause', async () => {
    const dashboard = await startOff(60)
    dashboard.revoke('k0')
    const { json } = await examine({ url: dashboard.url, provider: 'gemini' })
    expect(json).toMatchObject({ cause: 'all_disabled', warnings: [{ code: 'clock_off' }] })
  })

  it('An answer that does not tell the time is not guessed from', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.script('list', (request, response) => {
      response.sendDate = false
      return dashboard.pass(request, response)
    })
    const { json } = await examine({ url: dashboard.url })
    expect(json).toMatchObject({ cause: null, warnings: [] })
    expect(checkOf(json, 'clock')?.status).toBe('skipped')
  })
})
