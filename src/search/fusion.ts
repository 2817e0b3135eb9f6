/** What one way of asking found. */
export type Found<Hit> = { readonly hits: readonly Hit[]; readonly weight: number }

type Scored = { readonly key: string; readonly score: number }

/** How much of the score is for what an item is called; the rest is for how the engine judges names and texts together. */
const NAMES_SHARE = 0.9

/**
 * Hits of several ways of asking in one list: each item once, best first, with a score from 0 to 1. `others` holds the
 * items, by key, that may be a hit by their names alone.
 */
export function fused<Hit extends Scored>(
  together: readonly Found<Hit>[],
  named: readonly Scored[],
  others: ReadonlyMap<string, Hit>,
): readonly Hit[] {
  const best = new Map<string, Hit>()
  for (const { hits, weight } of together) {
    for (const hit of hits) {
      const score = hit.score * weight
      if (score > (best.get(hit.key)?.score ?? -1)) best.set(hit.key, { ...hit, score })
    }
  }
  const byName = new Map(named.map(({ key, score }) => [key, score]))
  return [...new Set([...best.keys(), ...byName.keys()])]
    .flatMap((key) => {
      const hit = best.get(key) ?? others.get(key)
      if (!hit) return []
      const whole = best.get(key)?.score ?? 0
      const score =
        named.length === 0 ? whole : NAMES_SHARE * (byName.get(key) ?? 0) + (1 - NAMES_SHARE) * whole
      return [{ ...hit, score }]
    })
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}
