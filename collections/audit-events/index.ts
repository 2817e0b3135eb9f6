import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, CollectionConfig, Field } from 'payload'
import { accessTo } from '../../src/access'
import { idField } from '../fields'
import { refusal } from '../refusal'
import { SLUGS } from '../slugs'
import { AUDIT_ACTIONS } from './events'

const text = (name: string, label: string, help: string, index = false): Field => ({
  name,
  type: 'text',
  label,
  index,
  admin: { description: help, readOnly: true },
})

const ADD_ONLY = 'Het auditlogboek kan niet veranderd worden.'

const onlyAdd: CollectionBeforeChangeHook = ({ operation, data }) => {
  if (operation !== 'create') throw refusal(ADD_ONLY, 409)
  return data
}
const neverRemove: CollectionBeforeDeleteHook = () => {
  throw refusal(ADD_ONLY, 409)
}

/**
 * Who did what that matters to security. Append-only: nobody may change or remove a line, also not the code (in SQLite the
 * table itself refuses it). Holds no name, address or text: of a person only the id.
 */
export const auditEvents = (): CollectionConfig => ({
  slug: SLUGS.auditEvents,
  labels: { singular: 'Gebeurtenis', plural: 'Auditlogboek' },
  access: accessTo('auditEvents'),
  admin: {
    group: 'Beheer',
    useAsTitle: 'action',
    defaultColumns: ['at', 'action', 'actorId', 'subjectKind', 'subjectId', 'detail'],
    description:
      'Inloggen, publicaties, in- en uitvoer en wijzigingen van rechten. Kan niet veranderd worden. Van personen staat hier alleen het kenmerk.',
  },
  defaultSort: '-at',
  timestamps: false,
  lockDocuments: false,
  disableDuplicate: true,
  fields: [
    idField(),
    text('at', 'Wanneer', 'Moment waarop het gebeurde (UTC).', true),
    {
      name: 'action',
      type: 'select',
      required: true,
      index: true,
      label: 'Wat er gebeurde',
      options: Object.entries(AUDIT_ACTIONS).map(([value, label]) => ({ value, label })),
      admin: { description: 'Soort gebeurtenis.', readOnly: true },
    },
    text(
      'actorId',
      'Door',
      'Kenmerk van wie het deed. Leeg: het systeem, of iemand die niet is ingelogd.',
      true,
    ),
    text('subjectKind', 'Soort', 'Soort van wat het betreft.'),
    text('subjectId', 'Kenmerk', 'Kenmerk van wat het betreft.', true),
    text('detail', 'Bijzonderheden', 'Bijvoorbeeld de taal en het controlegetal, of welke rechten.'),
    text('requestId', 'Verzoek', 'Nummer van het verzoek, zoals in de logs van de server.'),
  ],
  hooks: { beforeChange: [onlyAdd], beforeDelete: [neverRemove] },
})
