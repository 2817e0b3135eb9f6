import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { CHOICES, idField, whereUsedField } from '../fields'
import { targetHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'

/** The national list of uniform product names (UPL). Filled by import; ended names stay. */
export const uplEntries = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.uplEntries,
  labels: { singular: 'Uniforme productnaam', plural: 'Uniforme productnamen' },
  access: accessTo('uplEntries'),
  // Each stands for one name on the national list, and its address says which. A copy gets the address with “ - Copy” behind it.
  disableDuplicate: true,
  admin: {
    group: 'Indeling',
    useAsTitle: 'label',
    defaultColumns: ['label', 'layers', 'audiences', 'endedAt'],
    listSearchableFields: ['label', 'uri'],
    description: 'De landelijke lijst van productnamen. Wordt ingelezen uit het bestand van de overheid.',
  },
  fields: [
    idField(),
    {
      name: 'label',
      type: 'text',
      required: true,
      index: true,
      label: 'Naam',
      admin: { description: 'Zoals op de landelijke lijst.' },
    },
    {
      name: 'uri',
      type: 'text',
      required: true,
      unique: true,
      index: true,
      label: 'Adres',
      admin: { description: 'Het vaste adres van de naam, met http. Hoofdletters tellen.' },
    },
    {
      name: 'layers',
      type: 'select',
      hasMany: true,
      label: 'Overheidslagen',
      options: [
        { value: 'municipality', label: 'Gemeente' },
        { value: 'province', label: 'Provincie' },
        { value: 'waterBoard', label: 'Waterschap' },
        { value: 'state', label: 'Rijk' },
      ],
      admin: { description: 'Welke overheden het product leveren.' },
    },
    {
      name: 'audiences',
      type: 'select',
      hasMany: true,
      label: 'Doelgroep',
      options: CHOICES.audience,
      admin: { description: 'Voor wie het product is.' },
    },
    {
      name: 'requestKinds',
      type: 'select',
      hasMany: true,
      label: 'Aard',
      options: [
        { value: 'application', label: 'Aanvraag' },
        { value: 'subsidy', label: 'Subsidie' },
        { value: 'report', label: 'Melding' },
        { value: 'obligation', label: 'Verplichting' },
      ],
      admin: { description: 'Wat iemand doet.' },
    },
    {
      name: 'lawType',
      type: 'select',
      hasMany: true,
      label: 'Bevoegdheid',
      options: [
        { value: 'autonomy', label: 'Autonomie' },
        { value: 'coGovernance', label: 'Medebewind' },
      ],
      admin: { description: 'Uit eigen bevoegdheid of door de wet opgedragen.' },
    },
    {
      name: 'servicesAct',
      type: 'checkbox',
      label: 'Dienstenwet',
      defaultValue: false,
      admin: { description: 'Valt onder de Dienstenwet.' },
    },
    {
      name: 'digidMandate',
      type: 'checkbox',
      label: 'DigiD Machtigen',
      defaultValue: false,
      admin: { description: 'Iemand kan een ander machtigen.' },
    },
    {
      name: 'sdgCodes',
      type: 'text',
      hasMany: true,
      label: 'SDG-gebieden',
      admin: { description: 'Codes van de Europese informatiegebieden.' },
    },
    {
      name: 'legalBases',
      type: 'array',
      label: 'Grondslagen',
      labels: { singular: 'Grondslag', plural: 'Grondslagen' },
      admin: { description: 'Wetsartikelen waar het product op rust.' },
      fields: [
        {
          type: 'row',
          fields: [
            { name: 'label', type: 'text', label: 'Naam', admin: { description: 'Het artikel.' } },
            { name: 'uri', type: 'text', label: 'Adres', admin: { description: 'In de landelijke lijst.' } },
            { name: 'link', type: 'text', label: 'Link', admin: { description: 'Naar de wetstekst.' } },
          ],
        },
      ],
    },
    {
      name: 'endedAt',
      type: 'date',
      index: true,
      label: 'Vervallen op',
      admin: { description: 'De naam staat niet meer op de landelijke lijst.' },
    },
    whereUsedField(),
  ],
  hooks: targetHooks('uplEntry', ports),
})
