/** Whoever was reading may do so no more. */
export class NoLongerAllowed extends Error {}

/**
 * Passes texts on for as long as their reader may have them. Asked once a text is there, however long
 * that took: what is read after a sign-out is for nobody.
 *
 * @throws NoLongerAllowed
 */
export async function* whileAllowed(
  texts: AsyncGenerator<string, void>,
  isAllowed: () => Promise<boolean>,
): AsyncGenerator<string, void> {
  for await (const text of texts) {
    if (!(await isAllowed())) throw new NoLongerAllowed()
    yield text
  }
}
