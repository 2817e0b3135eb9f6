import type { CollectionName } from '../../collections/slugs'

export const ROLES = ['administrator', 'publisher', 'editor', 'agent', 'apiClient'] as const
export type Role = (typeof ROLES)[number]

export const OPERATIONS = ['create', 'read', 'update', 'delete', 'publish'] as const
export type Operation = (typeof OPERATIONS)[number]

/**
 * yes: everything · no: nothing · own: what belongs to one of the user's organisations · self: the user's own record ·
 * published: what readers see.
 */
export type Grant = 'yes' | 'no' | 'own' | 'self' | 'published'

type Row = Readonly<Record<Operation, Grant>>

const row = (create: Grant, read: Grant, update: Grant, remove: Grant, publish: Grant): Row => ({
  create,
  read,
  update,
  delete: remove,
  publish,
})

const ALL = row('yes', 'yes', 'yes', 'yes', 'yes')
const NONE = row('no', 'no', 'no', 'no', 'no')
const READ = row('no', 'yes', 'no', 'no', 'no')

/** Items with drafts: editors write, publishers publish, each for their own organisations; the others read what is public. */
const AUTHORED: Readonly<Record<Role, Row>> = {
  administrator: ALL,
  publisher: row('own', 'yes', 'own', 'own', 'own'),
  editor: row('own', 'yes', 'own', 'no', 'no'),
  agent: row('no', 'published', 'no', 'no', 'no'),
  apiClient: row('no', 'published', 'no', 'no', 'no'),
}

/** Lists that everybody shares; changing them changes many publications at once. */
const SHARED: Readonly<Record<Role, Row>> = {
  administrator: ALL,
  publisher: row('yes', 'yes', 'yes', 'no', 'no'),
  editor: READ,
  agent: READ,
  apiClient: READ,
}

/** Organisations and what belongs to them. */
const ORGANISATIONAL: Readonly<Record<Role, Row>> = {
  administrator: ALL,
  publisher: row('no', 'yes', 'own', 'no', 'no'),
  editor: READ,
  agent: READ,
  apiClient: READ,
}

const STAFF_READ: Readonly<Record<Role, Row>> = {
  administrator: READ,
  publisher: READ,
  editor: READ,
  agent: NONE,
  apiClient: NONE,
}

/**
 * Who may do what through Payload, in one place: access functions are derived from it and tests are generated from it.
 * Whoever is not logged in may do nothing here; the public reads through delivery.
 */
export const ACCESS: Readonly<Record<CollectionName, Readonly<Record<Role, Row>>>> = {
  products: AUTHORED,
  questions: AUTHORED,
  facts: AUTHORED,
  organisations: ORGANISATIONAL,
  departments: { ...ORGANISATIONAL, publisher: row('own', 'yes', 'own', 'own', 'no') },
  locations: { ...ORGANISATIONAL, publisher: row('own', 'yes', 'own', 'own', 'no') },
  themes: SHARED,
  lifeEvents: SHARED,
  uplEntries: { ...SHARED, publisher: READ },
  synonyms: { ...SHARED, publisher: row('yes', 'yes', 'yes', 'yes', 'no') },
  /** Pictures belong to no organisation: one picture may stand with items of several. */
  media: {
    ...SHARED,
    publisher: row('yes', 'yes', 'yes', 'yes', 'no'),
    editor: row('yes', 'yes', 'yes', 'no', 'no'),
  },
  users: {
    administrator: ALL,
    publisher: row('no', 'self', 'self', 'no', 'no'),
    editor: row('no', 'self', 'self', 'no', 'no'),
    agent: row('no', 'self', 'self', 'no', 'no'),
    apiClient: row('no', 'self', 'no', 'no', 'no'),
  },
  /**
   * The inbox is shared on purpose. A signal carries no organisation of its own, only a subject, which may be missing or gone;
   * and a signal about an item of another government is for this municipality's editors to pass on. They take it up here
   * (`state`), and change the item itself only as far as its own row lets them.
   */
  feedback: {
    administrator: row('no', 'yes', 'yes', 'yes', 'no'),
    publisher: row('no', 'yes', 'yes', 'no', 'no'),
    editor: row('no', 'yes', 'yes', 'no', 'no'),
    agent: NONE,
    apiClient: NONE,
  },
  publications: { ...STAFF_READ, publisher: NONE, editor: NONE },
  usages: STAFF_READ,
  republications: STAFF_READ,
  /** Written below the collection API; not even an administrator changes it. */
  auditEvents: { ...STAFF_READ, publisher: NONE, editor: NONE },
}
