import { getRuntime } from '../../../../server/runtime'

const handle = (request: Request) => getRuntime().auth.handler(request)

export { handle as GET, handle as POST }
