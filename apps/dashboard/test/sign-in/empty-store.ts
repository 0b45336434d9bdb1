import type { KeyStore } from '@itqan/keys-router'

const unused = () => Promise.reject(new Error('not part of this test'))

/** A store for those who ask for nothing but the list. */
export const emptyStore: KeyStore = {
  list: unused,
  report: unused,
  changes: unused,
  providers: async () => [],
  listManaged: async () => [],
  create: unused,
  setActive: unused,
  remove: unused,
  resetErrors: unused,
}
