import { register } from 'tsx/esm/api'

// The repository has no build step. A tsconfig.json of the folder it is called from is not ours.
register({ tsconfig: false })
await import('./run-keys.ts')
