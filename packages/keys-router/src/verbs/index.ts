export { createKey } from './create-key'
export { removeKey } from './remove-key'
export { resetErrors } from './reset-errors'
export { setKeyActive } from './set-key-active'
