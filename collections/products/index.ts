import type { CollectionConfig } from 'payload'
import { accessTo, draftsBelongToWriter, onlyPublishersPublish } from '../../src/access'
import { copiesAreDrafts, copiesKeepOwner } from '../copying'
import { draftScreens, draftVersions, statusField } from '../fields'
import { itemHooks, publishOneLanguage } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'
import { previewEndpoint } from '../preview-endpoint'
import { productFields } from './fields'

/** What residents and businesses can obtain, as the catalogue describes it. */
export const products = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.products,
  labels: { singular: 'Product', plural: 'Producten' },
  access: accessTo('products', 'organisation'),
  admin: {
    components: draftScreens(),
    group: 'Catalogus',
    useAsTitle: 'title',
    defaultColumns: ['title', 'organisation', '_status', 'reviewBy', 'updatedAt'],
    listSearchableFields: ['title', 'slug'],
    description: 'Producten en diensten van alle overheden, met een antwoord per kanaal.',
  },
  fields: [...productFields(), statusField()],
  endpoints: [previewEndpoint('product', ports)],
  hooks: {
    ...itemHooks('product', ports),
    beforeOperation: [
      copiesKeepOwner('organisation'),
      copiesAreDrafts,
      draftsBelongToWriter('products', 'organisation'),
      onlyPublishersPublish('products'),
      publishOneLanguage,
    ],
  },
  trash: true,
  versions: draftVersions(),
})
