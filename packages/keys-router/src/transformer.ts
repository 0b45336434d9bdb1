import { TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { isPlainInput } from './plain-input'

const output = {
  serialize: (value: unknown): unknown => superjson.serialize(value),
  deserialize: (value: unknown): unknown =>
    superjson.deserialize(value as Parameters<typeof superjson.deserialize>[0]),
}

/** superjson, which hostile input does not reach; what it stumbles over is the caller's fault, no 500. */
export const transformer = {
  input: {
    serialize: output.serialize,
    deserialize(value: unknown): unknown {
      if (!isPlainInput(value)) throw invalid()
      try {
        return output.deserialize(value)
      } catch {
        throw invalid()
      }
    },
  },
  output,
}

const invalid = () =>
  new TRPCError({ code: 'BAD_REQUEST', message: 'The input is not valid superjson' })
