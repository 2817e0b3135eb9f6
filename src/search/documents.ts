import { createHash } from 'node:crypto'
import type { LogEntryWithRecord, ProductRecord, QuestionRecord } from '../publications'
import { fold, wordsOf } from './analysis'
import { facetValue } from './facets'
import type { SearchKind } from './port'
import { stemsOf } from './stems'

/** Raise it when documents change shape or content: indexes then rebuild themselves at the next start. */
export const DOCUMENT_VERSION = 2

/** A product or question as the engine holds it. The order of the texts is the order of their weight. */
export type CatalogueDocument = {
  /** Kind and id: the key in the index. */
  readonly key: string
  readonly kind: SearchKind
  readonly itemId: string
  readonly revision: number

  readonly upn: readonly string[]
  readonly title: string
  /** Synonyms, keywords, alternative questions. */
  readonly names: readonly string[]
  readonly summary: string
  /** Short answers, each once. */
  readonly answers: readonly string[]
  /** Sections and bodies of answers, each once. */
  readonly text: readonly string[]
  /** Stems of the words of uniform product names, title and names. */
  readonly nameStems: readonly string[]
  /** Stems of the words of summary, answers and text. */
  readonly textStems: readonly string[]

  readonly productKind: string | null
  readonly audiences: readonly string[]
  readonly themes: readonly string[]
  readonly lifeEvents: readonly string[]
  readonly organisation: readonly string[]
  readonly organisationType: string
  readonly upnKeys: readonly string[]
  /** Folded words of title and names, for the condition `text`. */
  readonly words: readonly string[]
  readonly themeFacet: readonly string[]
  readonly lifeEventFacet: readonly string[]
  readonly organisationFacet: string
}

type Line = Pick<LogEntryWithRecord, 'seq' | 'card' | 'record'>

export const documentKey = (kind: SearchKind, itemId: string): string => `${kind}_${itemId}`

/** The item that a key stands for. */
export function itemOf(key: string): { readonly kind: SearchKind; readonly id: string } {
  const end = key.indexOf('_')
  return { kind: key.startsWith('product_') ? 'product' : 'question', id: key.slice(end + 1) }
}

/** Null for kinds that search does not find, and for lines without a text. */
export function catalogueDocument({ seq, card, record }: Line): CatalogueDocument | null {
  if (record === null || card === null) return null
  if (record.kind !== 'product' && record.kind !== 'question') return null
  const texts = record.kind === 'product' ? productTexts(record) : questionTexts(record)
  const { organisation, themes, audiences, locale } = record
  return {
    key: documentKey(record.kind, record.id),
    kind: record.kind,
    itemId: record.id,
    revision: seq,
    ...texts,
    nameStems: stemsOf([...texts.upn, texts.title, ...texts.names], locale),
    textStems: stemsOf([texts.summary, ...texts.answers, ...texts.text], locale),
    productKind: card.productKind,
    audiences,
    themes: card.themes,
    lifeEvents: card.lifeEvents,
    organisation: [organisation.id, organisation.slug],
    organisationType: organisation.type,
    upnKeys: card.upn.map(upnKey),
    words: unique([texts.title, ...card.words].flatMap((text) => wordsOf(fold(text)))),
    themeFacet: themes.map(({ slug, title }) => facetValue(slug, title)),
    lifeEventFacet:
      record.kind === 'product' ? record.lifeEvents.map(({ slug, title }) => facetValue(slug, title)) : [],
    organisationFacet: facetValue(organisation.slug, organisation.name),
  }
}

/**
 * A label without regard to case, a URI exactly: the engine compares conditions without case, and on the national list
 * URIs differ by case alone.
 */
export function upnKey(name: string): string {
  if (!name.startsWith('http')) return name.toLowerCase()
  return `uri ${createHash('sha256').update(name).digest('hex')}`
}

function productTexts(record: ProductRecord) {
  return {
    upn: record.uniformProductNames.map(({ label }) => label),
    title: record.title,
    names: unique([...record.synonyms, ...record.keywords]),
    summary: record.summary,
    answers: shortAnswers(record),
    text: unique([
      ...record.sections.flatMap(({ title, text }) => [title, text]),
      ...bodies(record),
      ...record.facts.map(({ label }) => label),
    ]),
  }
}

function questionTexts(record: QuestionRecord) {
  return {
    upn: [],
    title: record.question,
    names: unique([...record.alternativeQuestions, ...record.keywords]),
    summary: '',
    answers: shortAnswers(record),
    text: bodies(record),
  }
}

type Answered = Pick<ProductRecord | QuestionRecord, 'answers'>

/** Spoken forms ("drieëntachtig euro") are for the ear: they would only stand in the way of the figures. */
const written = ({ answers }: Answered) => answers.filter(({ channel }) => channel !== 'phone')
const shortAnswers = (record: Answered) => unique(written(record).map(({ short }) => short.text))
const bodies = (record: Answered) => unique(written(record).map(({ body }) => body.text))

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}
