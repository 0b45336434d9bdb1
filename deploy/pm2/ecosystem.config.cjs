// Both built apps under pm2, from a clone whose `.env.local` or environment holds the settings:
//   npx -y pm2 start deploy/pm2/ecosystem.config.cjs
//   npx -y pm2 reload dashboard     one process after the other: the port is never without one
const path = require('node:path')

const script = path.resolve(__dirname, '../../scripts/start-app.js')

/**
 * One port for all processes of an app. Each says when it is ready; then the one before it is told to end.
 *
 * @param {string} name
 * @param {number} instances
 */
const app = (name, instances) => ({
  name,
  script,
  args: name,
  exec_mode: 'cluster',
  instances,
  wait_ready: true,
  // In milliseconds: starting takes 3 s on a quiet machine, and draining up to 5 s.
  listen_timeout: 30_000,
  kill_timeout: 10_000,
  // A mistake in the settings ends a process at once: three times are enough to know.
  min_uptime: 5_000,
  max_restarts: 3,
  exp_backoff_restart_delay: 500,
  time: true,
})

// Several dashboards need REDIS_URL, or each of them allows the whole limit.
module.exports = { apps: [app('dashboard', 2), app('itqan-ma', 1)] }
