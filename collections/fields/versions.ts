import type { CollectionConfig, Field } from 'payload'

/** Drafts that save themselves without publishing, planned publication, and a history to go back to. */
export const draftVersions = (): NonNullable<Exclude<CollectionConfig['versions'], boolean>> => ({
  maxPerDoc: 50,
  drafts: {
    autosave: { interval: 2_000, showSaveDraftButton: true },
    schedulePublish: true,
    validate: false,
  },
})

/**
 * In the place of Payload's own status and publish button, which do not know that languages are published one by one; and
 * lists without buttons that their reader may not use.
 */
export const draftScreens = (): NonNullable<NonNullable<CollectionConfig['admin']>['components']> => ({
  beforeList: ['/src/admin/publish/publishing-rights#PublishingRights'],
  edit: {
    PublishButton: '/src/admin/publish/publish-button#PublishButton',
    Status: '/src/admin/status/document-state#DocumentState',
  },
})

/** Payload adds the rest of this field; here it gets its cell in lists. */
export const statusField = (): Field => ({
  name: '_status',
  label: 'Status',
  type: 'select',
  options: [],
  admin: { components: { Cell: '/src/admin/status/state-cell#StateCell' } },
})
