import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { idField, oneOf, whereUsedField } from '../fields'
import { copiesKeepOwner, freshInCopy } from '../copying'
import { targetHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'

/** Departments of an organisation, for owners and for transferring a call. Internal. */
export const departments = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.departments,
  labels: { singular: 'Afdeling', plural: 'Afdelingen' },
  access: accessTo('departments', 'organisation'),
  admin: {
    group: 'Organisaties',
    useAsTitle: 'name',
    defaultColumns: ['name', 'code', 'organisation'],
    description: 'Afdelingen die over producten gaan. Alleen voor medewerkers.',
  },
  fields: [
    idField(),
    {
      name: 'name',
      type: 'text',
      required: true,
      label: 'Naam',
      admin: { description: 'Zoals medewerkers de afdeling noemen.' },
    },
    {
      name: 'code',
      type: 'text',
      unique: true,
      index: true,
      hooks: { beforeDuplicate: [freshInCopy] },
      label: 'Code',
      admin: { description: 'Kenmerk van de afdeling in andere systemen.' },
    },
    oneOf(
      SLUGS.organisations,
      { name: 'organisation', label: 'Organisatie', help: 'Waar de afdeling bij hoort.' },
      true,
    ),
    {
      name: 'email',
      type: 'email',
      label: 'E-mailadres',
      admin: { description: 'Voor medewerkers onderling.' },
    },
    {
      name: 'phone',
      type: 'text',
      label: 'Telefoonnummer',
      admin: { description: 'Om een gesprek door te verbinden.' },
    },
    whereUsedField(),
  ],
  hooks: { ...targetHooks('department', ports), beforeOperation: [copiesKeepOwner('organisation')] },
})
