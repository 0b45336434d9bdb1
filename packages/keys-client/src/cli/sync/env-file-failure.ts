import { EnvFileError } from '../../env-file'
import { CliFailure } from '../cli-failure'
import { exitCodes } from '../exit-codes'

/**
 * Does something with the env file, which is told as it was typed.
 *
 * @throws CliFailure when that cannot be.
 */
export async function onFile<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error
    const { code, detail } = error
    throw new CliFailure({
      exitCode: exitCodes.file,
      code: `file_${code}`,
      say: ({ envFile }) => envFile[code]({ file, detail }),
      cause: error,
    })
  }
}
