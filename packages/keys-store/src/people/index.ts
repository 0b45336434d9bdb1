export { createPeopleStore, type PeopleStore } from './create-people-store'
export type { StoredPerson } from './list-people'
