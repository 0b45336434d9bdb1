import type { CreateKeyErrors } from '../../lib/create-key-errors'

/** Stands in the list for a provider that is typed; no provider can be called so. */
export const OTHER_PROVIDER = '*'

/** What was typed, as the schema wants it. */
export function readKeyForm(form: HTMLFormElement) {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '')
  const chosen = text('provider')
  return {
    provider: chosen === OTHER_PROVIDER ? text('otherProvider') : chosen,
    name: text('name'),
    key: text('key'),
    ...optionsOf(text('quotaPool').trim(), text('weight').trim()),
  }
}

/** Empty, they were not said. */
function optionsOf(quotaPool: string, weight: string) {
  return { ...(quotaPool && { quotaPool }), ...(weight && { weight: Number(weight) }) }
}

/** Puts the cursor in the first field that has an error. */
export function focusField(form: HTMLFormElement, errors: CreateKeyErrors): void {
  const field = (['provider', 'name', 'key', 'quotaPool', 'weight'] as const).find(
    (name) => errors[name],
  )
  const control = (name: string) => form.querySelector<HTMLElement>(`[name=${name}]`)
  if (!field) return
  const typed = field === 'provider' ? control('otherProvider') : null
  ;(typed ?? control(field))?.focus()
}
