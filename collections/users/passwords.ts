import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { passwordProblem } from '../../src/access'
import { refusal } from '../refusal'
import { SLUGS } from '../slugs'

/** In the context of a request that sets a password. */
export const PASSWORD_SET = 'passwordSet'

/**
 * Refuses weak passwords wherever one is set: a new user, a changed or a forgotten password. Before the operation, because
 * Payload takes the password out of the data before other hooks see it, and asks for three characters only.
 */
export const onlyGoodPasswords: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const data: unknown = 'data' in args ? args.data : undefined
  const password = memberOf(data, 'password')
  // A login gives a password too, and sets none.
  if (typeof password !== 'string' || !SETTING.includes(operation)) return args
  const known = 'id' in args ? await storedUser(args.id, req) : null
  const about = [memberOf(data, 'email'), memberOf(data, 'name'), known?.['email'], known?.['name']]
  const problem = passwordProblem(
    password,
    about.filter((each) => typeof each === 'string'),
  )
  if (problem !== null) throw refusal(problem, 400)
  req.context[PASSWORD_SET] = true
  return args
}

const SETTING: readonly string[] = ['create', 'update', 'updateByID', 'resetPassword']

async function storedUser(
  id: unknown,
  req: PayloadRequest,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (typeof id !== 'string') return null
  const { docs } = await req.payload.find({
    collection: SLUGS.users,
    where: { id: { equals: id } },
    limit: 1,
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  return docs[0] ?? null
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
