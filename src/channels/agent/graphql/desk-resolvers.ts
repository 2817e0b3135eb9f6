import type { Locale } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import { whenReady } from '../../../publications'
import type { CatalogueReader, DeskRecord, MaybePromise, Rendered } from '../../../publications'

/** Agent-only text by position in the log. Only this module reads it. */
export type DeskReader = (revision: number) => Promise<DeskRecord | null>

type Item = { readonly revision: number }
type OrganisationItem = { readonly id: string; readonly locale: Locale; readonly at: Instant | null }

/** The agent-only fields; everything else is public and comes with the public resolvers. */
export function deskResolvers(reader: CatalogueReader, desk: DeskReader) {
  const memoOf = async (revision: number): Promise<Rendered | null> =>
    (await desk(revision))?.deskMemo ?? null
  const ofItem = ({ revision }: Item) => memoOf(revision)
  return {
    Product: { deskMemo: ofItem },
    Question: { deskMemo: ofItem },
    Organisation: {
      deskMemo: ({ id, locale, at }: OrganisationItem): MaybePromise<Rendered | null> =>
        whenReady(reader.find({ kind: 'organisation', locale, by: { id }, at }), (found) =>
          found ? memoOf(found.revision) : null,
        ),
    },
  }
}
