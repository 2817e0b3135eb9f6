import { schedulePublishHandler } from '@payloadcms/ui/utilities/schedulePublishHandler'
import { docAccessOperation } from 'payload'
import type { PayloadRequest, ServerFunction } from 'payload'
import { hasScheduledPublishEnabled } from 'payload/shared'
import { z } from 'zod'

type Plan = ServerFunction<Parameters<typeof schedulePublishHandler>[0]>

const Target = z.object({ relationTo: z.string(), value: z.string() })
const Asked = z.object({ doc: Target.optional(), deleteID: z.union([z.string(), z.number()]).optional() })
const Job = z.object({ input: z.object({ doc: Target }) })

const REFUSED = 'Alleen een publicist of beheerder van de organisatie plant publiceren.'

/**
 * Planning to publish or unpublish, and taking a plan back: for who may publish the item now. Payload's own function asks only
 * whether somebody may open the screens (3.90.2); the plan would fail hours later, when it is carried out in their name.
 */
export const schedulePublish: Plan = async (args) =>
  (await mayPlan(args.req, args)) ? schedulePublishHandler(args) : { error: REFUSED }

async function mayPlan(req: PayloadRequest, args: unknown): Promise<boolean> {
  const asked = Asked.safeParse(args)
  if (!asked.success) return false
  const { doc, deleteID } = asked.data
  const targets = [
    ...(deleteID === undefined ? [] : [await plannedFor(req, deleteID)]),
    ...(doc === undefined && deleteID !== undefined ? [] : [doc ?? null]),
  ]
  for (const target of targets) if (target === null || !(await mayPublish(req, target))) return false
  return true
}

async function plannedFor({ payload }: PayloadRequest, id: string | number) {
  const job: unknown = await payload.findByID({
    collection: 'payload-jobs',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: true,
  })
  return Job.safeParse(job).data?.input.doc ?? null
}

async function mayPublish(req: PayloadRequest, { relationTo, value }: z.infer<typeof Target>) {
  const collection = Object.values(req.payload.collections).find(({ config }) => config.slug === relationTo)
  if (collection === undefined || !hasScheduledPublishEnabled(collection.config)) return false
  const data = { _status: 'published' }
  return Boolean((await docAccessOperation({ id: value, collection, data, req })).update)
}
