import { expect, it, vi } from 'vitest'
import { answerWith, startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { keys } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const html = { 'content-type': 'text/html' }
const elsewhere = { location: 'http://127.0.0.1:3001/' }

it.each([
  [500, {}, 'or a proxy before it, answered with status 500. Look there, in their logs.'],
  [503, {}, 'or a proxy before it, answered with status 503. Look there, in their logs.'],
  [429, {}, 'answered with status 429. Wait a little, and look there for what calls so often.'],
  [404, {}, 'answered with status 404. Look there, or correct the address'],
  [302, elsewhere, 'Let a proxy pass /api/internal/ on without a sign-in'],
  [200, html, "what answers there is not the dashboard. Put the dashboard's address"],
])('what answers with %d runs: nobody is told to start it', async (status, headers, said) => {
  const dashboard = await startDashboard([])
  dashboard.scriptAll(answerWith(status, headers))
  const end = await keys(['list'], { ...createEnvFolder(), url: dashboard.url })
  expect(end).toMatchObject({ code: 3, stdout: '' })
  expect(end.stderr).toContain(said)
  expect(end.stderr).toContain('keys doctor finds the cause.')
  expect(end.stderr).not.toContain('Start the dashboard')
})

it('a port that fetch refuses is named as the cause', async () => {
  const call = { ...createEnvFolder(), url: 'http://127.0.0.1:9' }
  const english = await keys(['list'], call)
  expect(english).toMatchObject({ code: 3, stdout: '' })
  expect(english.stderr).toContain(
    'No keys from http://127.0.0.1:9: fetch, by which Node calls, does not use that port.',
  )
  expect(english.stderr).not.toContain('Start the dashboard')
  const french = await keys(['list', '--lang', 'fr'], call)
  expect(french.stderr).toContain('fetch, par lequel Node appelle, n’utilise pas ce port.')
  const json = await keys(['list', '--json'], call)
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, code: 'unavailable' })
})
