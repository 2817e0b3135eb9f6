import { z } from 'zod'
import type { ItemKind, Locale } from '../../../catalogue'
import { asInstant } from '../../../kernel'
import type { ChangePosition, ListPosition } from '../../../publications'
import { ReaderError } from './errors'

/** Longest text a cursor may have; titles are far shorter. */
const MAX_CURSOR_LENGTH = 2_000

const listCursor = z.tuple([z.string(), z.string(), z.string(), z.string()])
const changeCursor = z.tuple([
  z.literal('changes'),
  z.int().nonnegative(),
  z.string().refine((text) => text === '' || asInstant(text) !== null),
  z.int().nonnegative(),
])

/** Cursors name a place, not an item: they stay good when the item they came from is gone. */
export const listCursorOf = (kind: ItemKind, locale: Locale, { title, id }: ListPosition): string =>
  encode([kind, locale, title, id])

/** Throws BAD_CURSOR for what is no cursor of this list in this language. */
export function listPositionOf(kind: ItemKind, locale: Locale, cursor: string): ListPosition {
  const parsed = listCursor.safeParse(decode(cursor))
  if (!parsed.success) throw badCursor()
  const [ofKind, ofLocale, title, id] = parsed.data
  if (ofKind !== kind || ofLocale !== locale) throw badCursor()
  return { title, id }
}

export const changeCursorOf = ({ seq, aheadFrom, aheadSeq }: ChangePosition): string =>
  encode(['changes', seq, aheadFrom, aheadSeq])

/** Throws BAD_CURSOR for what is no cursor of `changes`. */
export function changePositionOf(cursor: string): ChangePosition {
  const parsed = changeCursor.safeParse(decode(cursor))
  if (!parsed.success) throw badCursor()
  const [, seq, aheadFrom, aheadSeq] = parsed.data
  return { seq, aheadFrom: asInstant(aheadFrom) ?? '', aheadSeq }
}

const encode = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

function decode(cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH) throw badCursor()
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (cause) {
    throw badCursor(cause)
  }
}

const badCursor = (cause?: unknown) =>
  new ReaderError(
    'BAD_CURSOR',
    'The cursor does not belong to this list. Give `after` a value of `endCursor` or `cursor` from the same query and language, or leave it out to begin at the start.',
    { cause },
  )
