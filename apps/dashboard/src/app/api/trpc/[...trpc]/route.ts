import { getRuntime } from '../../../../server/runtime'

const handle = (request: Request) => getRuntime().console(request)

export { handle as GET, handle as POST }
