import { describe, expect, it } from 'vitest'
import type { DocumentState } from '../admin-api'
import { stateWords } from './state-words'

const state = (more: Partial<DocumentState>): DocumentState => ({
  id: 'a',
  isPublic: true,
  published: [],
  coming: [],
  changed: [],
  ...more,
})

describe('the state of a document in words', () => {
  it.each([
    [{ published: ['nl'] }, 'Gepubliceerd: Nederlands'],
    [{ published: ['nl', 'en'] }, 'Gepubliceerd: Nederlands, Engels'],
    [{ published: ['nl'], changed: ['nl'] }, 'Gepubliceerd: Nederlands · wijzigingen in concept: Nederlands'],
    [{ published: ['nl'], changed: ['en'] }, 'Gepubliceerd: Nederlands · concept: Engels'],
    [{ coming: ['nl'] }, 'Komt vanzelf: Nederlands'],
    [{ isPublic: false, changed: ['nl'] }, 'Concept: Nederlands'],
    [{ isPublic: false }, 'Niet gepubliceerd'],
    [{}, 'Niet te zien voor lezers'],
  ] as const)('says of %j: %s', (more, words) => {
    expect(stateWords(state(more), true)).toBe(words)
  })

  it.each([
    [{ published: ['nl'] }, 'Gepubliceerd'],
    [{ published: ['nl'], changed: ['nl'] }, 'Gepubliceerd, met wijzigingen in concept'],
    [{ isPublic: false, changed: ['nl'] }, 'Concept'],
  ] as const)('says of a fact %j: %s', (more, words) => {
    expect(stateWords(state(more), false)).toBe(words)
  })
})
