import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { idField, whereUsedField } from '../fields'
import { targetHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { PICTURE_LIMITS } from '../../src/i18n/uploads'
import { SLUGS } from '../slugs'
import { MOST_PIXELS, refuseFile } from './refuse-file'

/** Pictures, with a text for who cannot see them. Delivery serves the files at `/media`. */
export const media = (ports: CollectionPorts, options: { readonly directory: string }): CollectionConfig => ({
  slug: SLUGS.media,
  labels: { singular: 'Afbeelding', plural: 'Afbeeldingen' },
  access: accessTo('media'),
  admin: {
    group: 'Catalogus',
    useAsTitle: 'filename',
    description: 'Foto’s en tekeningen. Geef bij elke afbeelding een tekst voor wie hem niet ziet.',
  },
  upload: {
    staticDir: options.directory,
    mimeTypes: [...PICTURE_LIMITS.mimeTypes],
    focalPoint: true,
    pasteURL: false,
    adminThumbnail: 'thumbnail',
    constructorOptions: { limitInputPixels: MOST_PIXELS, failOn: 'error' },
    imageSizes: [
      { name: 'thumbnail', width: 320, formatOptions: { format: 'webp' } },
      { name: 'medium', width: 800, formatOptions: { format: 'webp' } },
      { name: 'large', width: 1600, formatOptions: { format: 'webp' } },
    ],
  },
  fields: [
    idField(),
    {
      name: 'alt',
      type: 'text',
      required: true,
      localized: true,
      label: 'Beschrijving',
      admin: { description: 'Wat er te zien is, voor wie de afbeelding niet ziet.' },
    },
    {
      name: 'credit',
      type: 'text',
      label: 'Maker',
      admin: { description: 'Naam van de maker of bron, als die genoemd moet worden.' },
    },
    whereUsedField(),
  ],
  hooks: { ...targetHooks('image', ports), beforeOperation: [refuseFile] },
})
