export {
  createConsumerLog,
  type ConsumerLogOptions,
  type OwnedConsumerLog,
} from './create-consumer-log'
export { createConsumerReader } from './create-consumer-reader'
