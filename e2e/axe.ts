import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** What keeps somebody out: WCAG 2.2 A and AA, as axe sees it. One line a violation. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Half faded in, a text has not its contrast yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    () =>
      (
        window as unknown as { axe: { run(): Promise<AxeResults> } }
      ).axe.run() as Promise<AxeResults>,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}
