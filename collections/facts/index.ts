import type { CollectionConfig } from 'payload'
import { accessTo, draftsBelongToWriter, onlyPublishersPublish } from '../../src/access'
import { copiesAreDrafts, copiesKeepOwner } from '../copying'
import { draftScreens, draftVersions, statusField } from '../fields'
import { targetHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'
import { factFields } from './fields'
import { refuseUnsoundFact } from './soundness'

/** One value kept once, with the periods in which it holds. */
export const facts = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.facts,
  labels: { singular: 'Feit', plural: 'Feiten' },
  access: accessTo('facts', 'organisation'),
  admin: {
    components: draftScreens(),
    group: 'Catalogus',
    useAsTitle: 'label',
    defaultColumns: ['label', 'key', 'kind', 'organisation', '_status'],
    listSearchableFields: ['label', 'key'],
    description:
      'Bedragen, termijnen, telefoonnummers en andere waarden. Eén keer vastgelegd, overal gebruikt.',
  },
  fields: [...factFields(), statusField()],
  hooks: {
    ...targetHooks('fact', ports),
    beforeOperation: [
      copiesKeepOwner('organisation'),
      copiesAreDrafts,
      draftsBelongToWriter('facts', 'organisation'),
      onlyPublishersPublish('facts'),
    ],
    beforeChange: [refuseUnsoundFact],
  },
  trash: false,
  versions: draftVersions(),
})
