// Loaded into a dashboard that is profiled: SIGUSR2 starts a profile of its processor, and ends it again.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

const session = new Session()
session.connect()
let isRunning = false

process.on('SIGUSR2', () => {
  isRunning = !isRunning
  if (!isRunning) {
    session.post('Profiler.stop', (error, answer) => {
      if (!error) writeFileSync(process.env.PROFILE_FILE ?? '', JSON.stringify(answer.profile))
      process.stdout.write('profiled\n')
    })
    return
  }
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: 200 })
  session.post('Profiler.start')
})
