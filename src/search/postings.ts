import type { Steps } from './steps'

/** Per stem the places of items that have it, with how strongly. */
export type Postings = {
  count(stem: number): number
  forEach(stem: number, visit: (place: number, strength: number) => void): void
}

type Rows = { readonly stems: Uint32Array; readonly places: Uint32Array; readonly strengths: Float64Array }

/** Rows that are kept together; a longer list in one piece would be copied each time it grows. */
const ROWS = 1 << 15

/** Takes postings in, item after item; a stem that comes more than once for an item adds up. Of stems below this number. */
export function collectPostings(stems: number) {
  const pieces: Rows[] = []
  const starts = new Uint32Array(stems + 1)
  /** Per stem the last row and its place, from 1: what is asked for all the time, and mostly of the item at hand. */
  const lastRow = new Uint32Array(stems)
  const lastPlace = new Uint32Array(stems)
  let length = 0

  return {
    add(stem: number, place: number, strength: number): void {
      const known = lastPlace[stem] === place + 1 ? (lastRow[stem] ?? 0) : length
      const rows = (pieces[known >>> 15] ??= roomForRows())
      const at = known % ROWS
      rows.strengths[at] = (rows.strengths[at] ?? 0) + strength
      if (known < length) return
      rows.stems[at] = stem
      rows.places[at] = place
      starts[stem + 1] = (starts[stem + 1] ?? 0) + 1
      lastRow[stem] = length
      lastPlace[stem] = place + 1
      length += 1
    },

    /** Ends the taking in. */
    *sorted(): Steps<Postings> {
      for (let stem = 0; stem < stems; stem += 1)
        starts[stem + 1] = (starts[stem + 1] ?? 0) + (starts[stem] ?? 0)
      const ends = starts.slice(0, stems)
      const places = new Uint32Array(length)
      const strengths = new Float64Array(length)
      for (const [number, rows] of pieces.entries()) {
        const count = Math.min(ROWS, length - number * ROWS)
        for (let row = 0; row < count; row += 1) {
          const stem = rows.stems[row] ?? 0
          const target = ends[stem] ?? 0
          places[target] = rows.places[row] ?? 0
          strengths[target] = rows.strengths[row] ?? 0
          ends[stem] = target + 1
        }
        yield
      }
      pieces.length = 0
      // A stem that is met after this is in no item.
      const span = (stem: number) => [starts[stem] ?? 0, stem < stems ? (starts[stem + 1] ?? 0) : 0] as const
      return {
        count(stem) {
          const [start, end] = span(stem)
          return Math.max(0, end - start)
        },
        forEach(stem, visit) {
          const [start, end] = span(stem)
          for (let row = start; row < end; row += 1) visit(places[row] ?? 0, strengths[row] ?? 0)
        },
      }
    },
  }
}

const roomForRows = (): Rows => ({
  stems: new Uint32Array(ROWS),
  places: new Uint32Array(ROWS),
  strengths: new Float64Array(ROWS),
})
