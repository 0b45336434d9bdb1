import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs Prisma Studio on a database. The address goes by environment: it may hold a password. */
export async function openStudio(databaseUrl: string): Promise<void> {
  const studio = spawn('prisma', ['studio'], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  process.once('SIGINT', () => studio.kill('SIGINT'))
  await once(studio, 'exit')
}
