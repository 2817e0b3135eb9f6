import type { CollectionPorts } from '../../../collections/ports'
import type { PayloadRequest } from 'payload'
import { ITEM_KINDS } from '../../catalogue'
import type { NewLogEntry } from '../../publications'
import { previewItem } from '../../publications'
import { auditLog } from './audit-log'
import { type ItemRef, type Scope } from './publication-store'
import { publishItems, type PublishingParts } from './publish-items'
import { publicationRefused, refuse, stillInUse } from './refusal'
import { isPostponed } from './save-together'
import { refKey } from './source-loader'
import { directTargets } from './targets'

/** How many users of a target an editor is told by name. */
const NAMED_USERS = 5

/** What collections call on a save. Everything happens in the save's transaction: it succeeds whole or not at all. */
export function collectionPorts(parts: PublishingParts): CollectionPorts {
  const { store, sources, clock } = parts
  const audit = auditLog(clock)

  const bringUpToDate = async (refs: readonly ItemRef[], scope: PayloadRequest) => {
    for (const { ref, name, defect, problems, othersFollow, lines } of await publishItems(
      refs,
      parts,
      scope,
    )) {
      if (defect !== null) throw defect
      // A draft beside a published text is never refused, also when that text could not be published again today.
      if (problems.length > 0 && !(await sources.hasUnpublishedChange(ref, scope)))
        throw publicationRefused(name, problems)
      if (othersFollow) await store.queueFollowUp(ref, scope)
      for (const line of lines) await audit(publication(line), scope)
    }
  }

  const noteDrafts = async (refs: readonly ItemRef[], scope: Scope) => {
    const drafts = await sources.latest(refs, scope)
    for (const ref of refs) {
      const targets = [...(drafts.get(refKey(ref))?.sources.values() ?? [])].flatMap(directTargets)
      const unique = new Map(targets.map((target) => [refKey(target), target]))
      await store.setUsages(ref, 'draft', [...unique.values()], scope)
    }
  }

  const publish = async (refs: readonly ItemRef[], scope: PayloadRequest) => {
    await bringUpToDate(refs, scope)
    await noteDrafts(refs, scope)
  }

  return {
    audit: refusing(audit),

    publishItem: refusing(async (item, req) => {
      if (!isPostponed(item, req, publish)) await publish([item], req)
    }),

    retractItem: refusing(async (item, req) => {
      await bringUpToDate([item], req)
      await store.setUsages(item, 'draft', [], req)
    }),

    // Of an item, `publishItem` has queued it already, and only if readers see a difference.
    followUp: refusing(async (target, req) => {
      if (isItem(target)) return
      // Counted first, because looking for drafts costs more.
      const isUsed = (await store.countUsers(target, ['published'], req)) > 0
      if (isUsed && (await sources.hasUnpublishedChange(target, req))) return
      await store.queueFollowUp(target, req)
    }),

    refuseWhileInUse: refusing(async (target, req) => {
      const states = ['published', 'draft'] as const
      const total = await store.countUsers(target, states, req)
      if (total === 0) return
      const users = await store.usersOf(target, { states, after: null, limit: NAMED_USERS }, req)
      const loaded = await sources.latest(users, req)
      const names = users.map((user) => loaded.get(refKey(user))?.name ?? user.id)
      throw stillInUse(names, total)
    }),

    draftStates: (kind, ids, req) => sources.draftStates(kind, ids, req),

    preview: async ({ kind, id, locale }, req) => {
      const item = (await sources.latest([{ kind, id }], req)).get(refKey({ kind, id }))
      const source = item?.sources.get(locale)
      if (item === undefined || source === undefined) return { answers: [], problems: [] }
      const world = (await sources.worlds([item], req)).get(locale)
      if (world === undefined) return { answers: [], problems: [] }
      if (source.kind !== 'product' && source.kind !== 'question') return { answers: [], problems: [] }
      const { answers, problems } = previewItem(source, world, clock())
      return { answers, problems }
    },
  }
}

/** Whatever goes wrong refuses the save, also where Payload swallows it: a bulk update would store half of a document. */
const refusing =
  <Given>(work: (given: Given, req: PayloadRequest) => Promise<void>) =>
  (given: Given, req: PayloadRequest): Promise<void> =>
    work(given, req).catch((error: unknown) =>
      refuse(req, error instanceof Error ? error : new Error(String(error))),
    )

/** The line is found again in the publication log by item, language and digest. */
const publication = ({ kind, itemId, locale, type, contentHash, effectiveFrom }: NewLogEntry) =>
  ({
    action: type === 'PUBLISHED' ? 'published' : 'retracted',
    subject: { kind, id: itemId },
    detail: [locale, contentHash.slice(0, 16), `from ${effectiveFrom}`]
      .filter((part) => part !== '')
      .join(' '),
  }) as const

function isItem(target: { readonly kind: string; readonly id: string }): target is ItemRef {
  return ITEM_KINDS.some((kind) => kind === target.kind)
}
