import { getRuntime } from '../../../../server/runtime'

const handle = (request: Request) => getRuntime().auditExport(request)

// Every method goes through the guard: none is answered by Next itself.
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}
