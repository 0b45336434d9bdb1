import { TRPCError } from '@trpc/server'
import superjson from 'superjson'

/** superjson, whose failures on hostile input are the caller's fault and not a 500. */
export const transformer = {
  serialize: (value: unknown): unknown => superjson.serialize(value),
  deserialize(value: unknown): unknown {
    try {
      return superjson.deserialize(value as Parameters<typeof superjson.deserialize>[0])
    } catch {
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'The input is not valid superjson' })
    }
  },
}
