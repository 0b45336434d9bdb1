import { getRuntime } from '../../../../server/runtime'

const handle = (request: Request) => getRuntime().people(request)

export { handle as GET, handle as POST }
