import type {
  APIError,
  CollectionBeforeOperationHook,
  CollectionBeforeValidateHook,
  FlattenedField,
  Payload,
} from 'payload'
import { LOCALES } from '../src/catalogue'
import { refusal } from './refusal'

/** With a list or an object these make a query that SQLite cannot run. */
const ONE_VALUE = [
  'equals',
  'not_equals',
  'like',
  'not_like',
  'greater_than',
  'greater_than_equal',
  'less_than',
  'less_than_equal',
]
/** The first is about lists and not the same on every database; the others are about points on a map, which nothing here has. */
const NOT_HERE = ['all', 'near', 'within', 'intersects']
const OF_RELATIONS = ['relationship', 'upload', 'join', 'json']

/**
 * Refuses what whoever wrote a request can mend: Payload (3.90.2) hands it to the database, and answers what comes back with
 * 500, as if it were our fault. Which paths there are is Payload's own to check, and who is not logged in is refused anyway.
 */
export const refuseUnanswerable: CollectionBeforeOperationHook = ({
  args,
  collection,
  overrideAccess,
  req,
}) => {
  if (overrideAccess === true || !req.user) return args
  const problem = problemOf(Reflect.get(args, 'where'), collection.flattenedFields, req.payload)
  if (problem !== null) throw unanswerable(problem)
  return args
}

/** Payload takes a list of states for one (3.90.2), which no database stores. Asked once it is known who may save. */
export const refuseListOfStates: CollectionBeforeValidateHook = ({ data, collection }) => {
  const status: unknown = data?.['_status']
  const isStored = collection.flattenedFields.some(({ name }) => name === '_status')
  if (isStored && isObject(status))
    throw unanswerable('_status must be "draft" or "published", not a list or an object.')
  return data
}

type Fields = readonly FlattenedField[]

function problemOf(where: unknown, fields: Fields, payload: Payload): string | null {
  for (const [path, constraint] of Object.entries(objectOf(where))) {
    const isGroup = ['and', 'or'].includes(path.toLowerCase()) && Array.isArray(constraint)
    const problem = isGroup
      ? firstOf(constraint.map((inner: unknown) => problemOf(inner, fields, payload)))
      : firstOf(
          Object.entries(objectOf(constraint)).map(([operator, value]) =>
            comparisonProblem({ path, operator, value }, fields, payload),
          ),
        )
    if (problem !== null) return problem
  }
  return null
}

type Comparison = { readonly path: string; readonly operator: string; readonly value: unknown }

function comparisonProblem(
  { path, operator, value }: Comparison,
  fields: Fields,
  payload: Payload,
): string | null {
  const found = fieldAt(path, fields, payload)
  if (found === null) return null
  const { field, beyond } = found
  const asked = `where[${path}][${operator}]`
  if (field.type === 'richText' && beyond !== '')
    return `${asked}: "${field.name}" is a text, and "${beyond}" inside it cannot be queried. Query the text itself.`
  if (NOT_HERE.includes(operator)) return `${asked}: the operator "${operator}" is not supported here.`
  if (operator === 'contains' && isObject(value)) {
    const related = fieldsOfRelated(field, payload)
    if (related !== null) return problemOf(value, related, payload)
  }
  const hasMany = 'hasMany' in field && field.hasMany === true
  const takesOne = ONE_VALUE.includes(operator) || (operator === 'contains' && !hasMany)
  if (takesOne && isObject(value) && !OF_RELATIONS.includes(field.type))
    return `${asked} takes one value. For one of several, use where[${path}][in]=first,second.`
  if (field.type === 'date' && ONE_VALUE.includes(operator) && isNoDate(value))
    return `${asked}: "${String(value)}" is not a date. Use 2026-12-31 or 2026-12-31T23:00:00Z.`
  return null
}

/** The field that a path leads to, through groups, lists and relations, and what is left of the path in a field without fields. */
function fieldAt(
  path: string,
  all: Fields,
  payload: Payload,
): { readonly field: FlattenedField; readonly beyond: string } | null {
  const [first, ...others] = path.replaceAll('__', '.').split('.')
  // In the list of versions everything of the document stands under this name.
  const isVersion = first === 'version' && !all.some(({ name }) => name === first)
  const segments = isVersion ? others : [first, ...others]
  let fields: Fields | null = all
  let field: FlattenedField | undefined
  while (fields !== null && segments.length > 0) {
    const name = segments.shift()
    field = fields.find((one) => one.name === name)
    if (field === undefined) return null
    if ('localized' in field && field.localized && LOCALES.some((locale) => locale === segments[0]))
      segments.shift()
    fields = 'flattenedFields' in field ? field.flattenedFields : fieldsOfRelated(field, payload)
  }
  return field === undefined ? null : { field, beyond: segments.join('.') }
}

function fieldsOfRelated(field: FlattenedField, payload: Payload): Fields | null {
  if (field.type !== 'relationship' && field.type !== 'upload') return null
  if (typeof field.relationTo !== 'string') return null
  return payload.collections[field.relationTo]?.config.flattenedFields ?? null
}

const firstOf = (problems: readonly (string | null)[]) => problems.find((problem) => problem !== null) ?? null

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date)

const objectOf = (value: unknown): object => (isObject(value) ? value : {})

const isNoDate = (value: unknown): boolean =>
  typeof value === 'string' && !['', 'null'].includes(value) && Number.isNaN(Date.parse(value))

/** Under the name by which Payload knows that it is nobody's fault here, and which is noted in the log without a stack. */
function unanswerable(message: string): APIError {
  const error = refusal(message, 400)
  error.name = 'QueryError'
  return error
}
