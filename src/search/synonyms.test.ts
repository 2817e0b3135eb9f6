import { expect, it } from 'vitest'
import { synonymTable } from './synonyms'

const entries = [
  { locale: 'nl', terms: ['Paspoort', 'reisdocument', 'pas'], targets: [] },
  { locale: 'nl', terms: ['kliko'], targets: ['afvalcontainer'] },
  { locale: 'en', terms: ['bin'], targets: ['container'] },
] as const

it('lets words that mean the same find each other, and one-way words only their targets', () => {
  expect(synonymTable(entries, 'nl')).toEqual({
    kliko: ['afvalcontainer'],
    pas: ['paspoort', 'reisdocument'],
    paspoort: ['pas', 'reisdocument'],
    reisdocument: ['pas', 'paspoort'],
  })
})

it('keeps languages apart', () => {
  expect(synonymTable(entries, 'en')).toEqual({ bin: ['container'] })
})
