export {
  createKeysClient,
  type KeysClient,
  type KeysClientOptions,
  type KeyUse,
} from './create-keys-client'
export { KeysClientError, type KeysClientErrorCode } from './errors'
