import type { PayloadRequest, TaskConfig } from 'payload'
import type { CollectionSlug } from '../../../collections/slugs'
import { SLUGS } from '../../../collections/slugs'
import { LOCALES } from '../../catalogue'
import { isPassing } from './passing-faults'
import { rowOf, textOf } from './raw-row'

/** Begins the reason of a plan that will be tried again. */
export const HELD_UP = 'Door een storing nog niet uitgevoerd; wordt opnieuw geprobeerd. '

/**
 * Publishing or unpublishing at a time that an editor chose. Stands in the place of Payload's task of the same name (the
 * first of a name counts, 3.90.2), which takes a plan for all languages as one for no language in particular. A plan that is
 * refused keeps its row with the reason, for the editors to see; it is not tried again. One that the database held up is:
 * `scheduled-publishing.ts` lets it run anew.
 */
export const plannedPublication: TaskConfig<{ input: object; output: object }> = {
  slug: 'schedulePublish',
  retries: 0,
  handler: async ({ input, req }) => {
    const plan = planOf(input)
    try {
      await carryOut(plan, req)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (isPassing(error)) throw new Error(`${HELD_UP}${reason}`, { cause: error })
      req.payload.logger.warn({
        msg: 'A planned publication was refused: it stands on the page of its document until someone publishes or removes it',
        plan,
        reason,
      })
      throw error
    }
    return { output: {} }
  },
}

type Plan = ReturnType<typeof planOf>

function planOf(input: object) {
  const plan = rowOf(input)
  const doc = rowOf(plan['doc'])
  const collection = Object.values(SLUGS).find((slug) => slug === doc['relationTo'])
  return {
    type: plan['type'] === 'unpublish' ? 'unpublish' : 'publish',
    /** Null: all languages. */
    locale: LOCALES.find((locale) => locale === plan['locale']) ?? null,
    doc: collection === undefined ? null : { collection, id: textOf(doc['value']) ?? '' },
    planner: plan['user'] ?? null,
  } as const
}

async function carryOut({ type, locale, doc, planner }: Plan, req: PayloadRequest): Promise<void> {
  // Payload queues one without a document after it has removed a plan (`schedulePublishHandler`, 3.90.2).
  if (doc === null) return
  const user = planner === null ? null : await userOf(planner, req)
  const common = { collection: doc.collection, id: doc.id, depth: 0, overrideAccess: user === null, user }
  if (type === 'unpublish') {
    await req.payload.update({ ...common, data: { _status: 'draft' } })
  } else if (locale === null) {
    await req.payload.update({ ...common, data: { _status: 'published' }, publishAllLocales: true })
  } else {
    await req.payload.update({ ...common, data: { _status: 'published' }, publishSpecificLocale: locale })
  }
}

/** As who planned it, with what this person may do by now. */
async function userOf(planner: unknown, req: PayloadRequest) {
  const { relationTo, value } = rowOf(planner)
  const id = textOf(value)
  const collection: CollectionSlug = SLUGS.users
  const user =
    relationTo === collection && id !== null
      ? await req.payload.findByID({ collection, id, depth: 0, disableErrors: true })
      : null
  if (user === null) throw new Error('Wie dit plande, kan niet meer inloggen. Plan het opnieuw.')
  return { ...user, collection }
}
