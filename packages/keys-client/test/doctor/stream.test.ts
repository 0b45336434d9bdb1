import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../fake-clock'
import { pooledKeys } from '../pooled-key'
import { answerWith, resets, type Script, startDashboard } from '../scripted-dashboard'
import { checkOf, type DoctorJson, examine, runFor } from './examine'

describe('the stream of changes', () => {
  it.each<[string, { script: Script; why: [en: string, fr: string] }]>([
    ['answers 502', { script: answerWith(502), why: ['status 502', 'statut 502'] }],
    [
      'answers a page',
      {
        script: answerWith(200, { 'content-type': 'text/html' }),
        why: ['something else than a stream answers', 'la réponse n’est pas un flux'],
      },
    ],
    ['cuts it', { script: resets, why: ['it breaks off', 'il est coupé'] }],
  ])('Where a proxy %s, the list still works: a warning', async (_title, { script, why }) => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.script('watch', script)
    const { json, en, fr } = await examine({ url: dashboard.url })
    expect(json).toMatchObject({ ok: true, cause: null, warnings: [{ code: 'stream_refused' }] })
    expect(checkOf(json, 'stream')?.status).toBe('warning')
    expect(en).toContain(why[0])
    expect(en).toContain('An app gets a key, and yet: Warning:')
    expect(en).toContain('Changes come by polling, within 10 s.')
    expect(fr).toContain(why[1])
    expect(fr).toContain('Les changements sont relevés toutes les 10 s au plus.')
  })

  it.each([
    ['opens it and keeps its events', true],
    ['does not even open it', false],
  ])('Where something on the way %s, that is told when its time is over', async (_name, opens) => {
    const clock = createFakeClock()
    const dashboard = await startDashboard(pooledKeys(1))
    const asked = new Promise<void>((resolve) => {
      dashboard.script('watch', (_request, response) => {
        if (opens) response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        resolve()
      })
    })
    const running = runFor('en', { url: dashboard.url, json: true, clock })
    await asked
    await clock.advance(5_000)
    const { exitCode, out } = await running
    const json = JSON.parse(out.join('')) as DoctorJson
    expect(exitCode).toBe(0)
    expect(json).toMatchObject({ cause: null, warnings: [{ code: 'stream_silent' }] })
  })

  it('Is closed once it has spoken', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    const closed = new Promise<void>((resolve) => {
      dashboard.script('watch', (request, response) => {
        response.on('close', resolve)
        return dashboard.pass(request, response)
      })
    })
    await examine({ url: dashboard.url })
    await closed
  })
})
