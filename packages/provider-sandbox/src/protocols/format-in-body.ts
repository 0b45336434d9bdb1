import type { Route } from '../protocol'

/** Every provider but Google takes `stream: true` in the body. */
export const formatInBody: Route['format'] = ({ body }) =>
  body['stream'] === true ? 'sse' : 'single'
