import type { FactView } from './fact-view'

/** Gets facts by id; ids that no longer exist come back with state `unknown`. */
export type FetchFacts = (ids: readonly string[]) => Promise<readonly FactView[]>

/** Views by fact, shared by all chips on the page, so that fifty chips ask once. */
export type FactStore = {
  /** The last known view; undefined until it is fetched. */
  readonly get: (id: string) => FactView | undefined
  /** Calls `onChange` when the view of `id` changes, and keeps it fresh while anyone watches. Returns the way to stop. */
  readonly watch: (id: string, onChange: () => void) => () => void
  /** Remembers a view that was fetched in another way. */
  readonly put: (view: FactView) => void
  /** Fetches every watched fact again. */
  readonly refresh: () => void
}

/** `schedule` runs the collected request once, a moment later. */
export function createFactStore(fetchFacts: FetchFacts, schedule: (run: () => void) => void): FactStore {
  const views = new Map<string, FactView>()
  const watchers = new Map<string, Set<() => void>>()
  const wanted = new Set<string>()

  const put = (view: FactView) => {
    const before = views.get(view.id)
    if (before && JSON.stringify(before) === JSON.stringify(view)) return
    views.set(view.id, view)
    watchers.get(view.id)?.forEach((notify) => notify())
  }
  const fetchWanted = () => {
    const ids = [...wanted]
    wanted.clear()
    // A failed request leaves the last known values standing; the next refresh tries again.
    fetchFacts(ids).then(
      (found) => found.forEach(put),
      () => undefined,
    )
  }
  const want = (id: string) => {
    if (wanted.size === 0) schedule(fetchWanted)
    wanted.add(id)
  }

  return {
    get: (id) => views.get(id),
    watch: (id, onChange) => {
      const group = watchers.get(id) ?? new Set()
      watchers.set(id, group.add(onChange))
      want(id)
      return () => {
        group.delete(onChange)
        if (group.size === 0) watchers.delete(id)
      }
    },
    put,
    refresh: () => [...watchers.keys()].forEach(want),
  }
}
