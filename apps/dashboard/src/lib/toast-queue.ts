import type { ReactNode } from 'react'
import type { Action, ExternalToast, toast as sonner } from 'sonner'

type Kind = 'message' | 'success' | 'error' | 'loading'
type Options = Pick<ExternalToast, 'id' | 'duration' | 'description'> & { action?: Action }
type Id = NonNullable<ExternalToast['id']>

/** What draws toasts once it is here. */
interface Drawer {
  toast: Pick<typeof sonner, Kind | 'dismiss'>
}

export interface Call {
  kind: Kind
  text: ReactNode
  options: Options & { id: Id }
}

interface Shown<D> {
  drawer: D | null
  /** Said without the drawer, which could not be loaded: the newest of what waits. */
  plain: Call | null
}

/** After as many milliseconds a drawer that could not be loaded is asked for again. */
export const RETRY_MS = 5_000

/** So long sonner shows what says nothing else. */
export const SHOWN_MS = 4_000

/** Toasts whose drawer is loaded for the first of them: those made before it is there wait in their order. */
export function createToasts<D extends Drawer>(load: () => Promise<D>) {
  let shown: Shown<D> = { drawer: null, plain: null }
  let waiting: readonly Call[] = []
  /** Those of them whose time runs: they could be seen already. */
  const seen = new WeakSet<Call>()
  let isLoading = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let made = 0
  const listeners = new Set<() => void>()

  function show(next: Shown<D>): void {
    shown = next
    for (const listener of listeners) listener()
  }

  /** Loads the drawer, where a toast may soon be needed. */
  function prepare(): void {
    if (shown.drawer || isLoading) return
    clearTimeout(retry)
    isLoading = true
    load().then(draw, wait)
  }

  function draw(drawer: D): void {
    for (const { kind, text, options } of waiting) drawer.toast[kind](text, options)
    waiting = []
    show({ drawer, plain: null })
  }

  function wait(): void {
    isLoading = false
    const newest = waiting.at(-1)
    if (!newest) return
    for (const call of waiting) expire(call)
    show({ drawer: null, plain: newest })
    retry = setTimeout(prepare, RETRY_MS)
  }

  /** From now on it can be seen, plainly, and goes as it would if it were drawn. */
  function expire(call: Call): void {
    const shownMs = shownFor(call)
    if (seen.has(call) || shownMs === Infinity) return
    seen.add(call)
    setTimeout(() => drop((one) => one === call), shownMs)
  }

  function drop(isMeant: (call: Call) => boolean): void {
    waiting = waiting.filter((call) => !isMeant(call))
    if (waiting.length === 0) clearTimeout(retry)
    if (shown.plain) show({ ...shown, plain: waiting.at(-1) ?? null })
  }

  const say = (kind: Kind) =>
    function toast(text: ReactNode, options: Options = {}): Id {
      const id = options.id ?? `toast-${(made += 1)}`
      const call = { kind, text, options: { ...options, id } }
      if (shown.drawer) shown.drawer.toast[kind](text, call.options)
      else {
        waiting = withCall(waiting, call)
        prepare()
      }
      return id
    }

  function dismiss(id: Id): void {
    shown.drawer?.toast.dismiss(id)
    drop(({ options }) => options.id === id)
  }

  return {
    toast: Object.assign(say('message'), {
      success: say('success'),
      error: say('error'),
      loading: say('loading'),
      dismiss,
    }),
    prepare,
    current: () => shown,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** As sonner has it: what still goes on stays until it is told how it ended. */
function shownFor({ kind, options }: Call): number {
  return kind === 'loading' ? Infinity : options.duration || SHOWN_MS
}

/** What is said again under the id of one that waits takes its place, as it does once they are drawn. */
function withCall(waiting: readonly Call[], call: Call): readonly Call[] {
  const before = waiting.find(({ options }) => options.id === call.options.id)
  if (!before) return [...waiting, call]
  const merged = { ...call, options: { ...before.options, ...call.options } }
  return waiting.map((one) => (one === before ? merged : one))
}
