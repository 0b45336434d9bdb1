export { openSharedKeys, type SharedKeys, type SharedKeysOptions } from './open-shared-keys'
