export { createOrderReader, type OrderReader } from './create-order-reader'
export type { OrderedKey, OrderFacts } from './read-order-facts'
