import type { CollectionSlug } from 'payload'
import { SLUGS } from '../collections/slugs'
import type { AnswerSource, Locale, LocalizedText } from '../src/catalogue'
import { factDocument, hoursRows } from './fact-document'
import { localizedText } from './fact-value'
import type { Lookup } from './markdown'
import type { Seed } from './read-seed'
import type { ProductFile, QuestionFile } from './schema'
import { convertFor, productSource, questionSource } from './sources'

export type Data = Readonly<Record<string, unknown>>

/** One document of the seed, ready to be written: what is the same in all languages, and what each language adds. */
export type SeedDocument = {
  readonly collection: CollectionSlug
  /** How it is known in the seed (slug, key, label); the ids of others are found by it. */
  readonly name: string
  /** Where a second run finds it again. */
  readonly match: { readonly field: string; readonly value: string; readonly localized: boolean }
  /** Whether saving alone publishes it, or its languages are published one by one. */
  readonly publishing: 'bySaving' | 'allLanguages' | 'perLanguage'
  readonly shared: Data
  readonly texts: Partial<Record<Locale, Data>>
}

/** Gives the id of a document by collection and name; known for all documents before the first is written. */
export type IdOf = (collection: CollectionSlug, name: string) => string

type Frame = Pick<SeedDocument, 'collection' | 'name' | 'publishing'>
const known = (frame: Frame, field: string, localized = false) => ({
  ...frame,
  match: { field, value: frame.name, localized },
})

/** All names of documents per collection, in the order in which they are written. */
export function namesOf(seed: Seed): readonly ReturnType<typeof known>[] {
  const list = (
    collection: CollectionSlug,
    names: readonly string[],
    field: string,
    publishing: SeedDocument['publishing'] = 'bySaving',
  ) => names.map((name) => known({ collection, name, publishing }, field, collection === SLUGS.locations))
  return [
    ...list(
      SLUGS.organisations,
      seed.organisations.map(({ slug }) => slug),
      'slug',
    ),
    ...list(
      SLUGS.departments,
      seed.departments.map(({ slug }) => slug),
      'code',
    ),
    ...list(
      SLUGS.locations,
      seed.locations.map(({ name }) => name.nl),
      'name',
    ),
    ...list(
      SLUGS.themes,
      seed.themes.map(({ slug }) => slug),
      'slug',
    ),
    ...list(
      SLUGS.lifeEvents,
      seed.lifeEvents.map(({ slug }) => slug),
      'slug',
    ),
    ...list(
      SLUGS.uplEntries,
      seed.upl.map(({ uri }) => uri),
      'uri',
    ),
    ...list(
      SLUGS.synonyms,
      seed.synonyms.map(({ term }) => term),
      'title',
    ),
    ...list(
      SLUGS.facts,
      seed.facts.map(({ key }) => key),
      'key',
      'allLanguages',
    ),
    ...list(
      SLUGS.products,
      seed.products.map(({ slug }) => slug),
      'slug',
      'perLanguage',
    ),
    ...list(
      SLUGS.questions,
      seed.questions.map(({ slug }) => slug),
      'slug',
      'perLanguage',
    ),
  ]
}

/** All documents of the seed, each after those it needs; products and questions name each other freely. */
export function documentsOf(seed: Seed, idOf: IdOf): readonly SeedDocument[] {
  const lookup = lookupOf(seed, idOf)
  const contents: readonly Pick<SeedDocument, 'shared' | 'texts'>[] = [
    ...seed.organisations.map((file) => organisation(file, lookup)),
    ...seed.departments.map(({ slug, name, organisation: owner }) => ({
      shared: { code: slug, organisation: idOf(SLUGS.organisations, owner) },
      texts: { nl: { name: name.nl } },
    })),
    ...seed.locations.map((file) => location(file, idOf)),
    ...seed.themes.map(({ slug, title, parent, uri }) => ({
      shared: { slug, uri, parent: parent === undefined ? null : idOf(SLUGS.themes, parent) },
      texts: perLanguage('title', localizedText(title)),
    })),
    ...seed.lifeEvents.map(({ slug, title, uri }) => ({
      shared: { slug, uri, code: uri?.split('/').at(-1) },
      texts: perLanguage('title', localizedText(title)),
    })),
    ...seed.upl.map(({ legalBasis, ...entry }) => ({
      shared: { legalBases: legalBasis.map(({ label, url }) => ({ label, link: url })) },
      texts: { nl: entry },
    })),
    ...seed.synonyms.map(({ term, synonyms, oneWay }) => ({
      shared: oneWay
        ? { terms: synonyms, targets: [term], direction: 'oneWay', language: 'nl' }
        : { terms: [term, ...synonyms], direction: 'twoWay', language: 'nl' },
      texts: { nl: { title: term } },
    })),
    ...seed.facts.map((file) => factDocument(file, idOf(SLUGS.organisations, file.owner))),
    ...seed.products.map((file) => product(file, seed, lookup, idOf)),
    ...seed.questions.map((file) => question(file, lookup, idOf)),
  ]
  return namesOf(seed).map((frame, index) => ({
    ...frame,
    ...(contents[index] ?? { shared: {}, texts: {} }),
  }))
}

function lookupOf(seed: Seed, idOf: IdOf): Lookup {
  const finder = (collection: CollectionSlug, names: readonly string[]) => {
    const set = new Set(names)
    return (name: string) => (set.has(name) ? idOf(collection, name) : null)
  }
  return {
    fact: finder(
      SLUGS.facts,
      seed.facts.map(({ key }) => key),
    ),
    product: finder(
      SLUGS.products,
      seed.products.map(({ slug }) => slug),
    ),
    question: finder(
      SLUGS.questions,
      seed.questions.map(({ slug }) => slug),
    ),
  }
}

function organisation(file: Seed['organisations'][number], lookup: Lookup) {
  const { slug, type, uri, website, phone, email, visitingAddress, postalAddress, deskMemo } = file
  const convert = convertFor(`seed/organisations.yaml: ${slug}`, lookup)
  const names = perLanguage('name', localizedText(file.name))
  return {
    shared: {
      slug,
      type,
      uri,
      isOwn: type === 'municipality',
      contact: { website, phone, email, visitingAddress, postalAddress },
    },
    texts: {
      ...names,
      nl: { ...names.nl, ...(deskMemo !== undefined && { deskMemo: convert(deskMemo, 'deskMemo') }) },
    },
  }
}

function location(file: Seed['locations'][number], idOf: IdOf) {
  const { slug, name, organisation: owner, address, phone, appointmentUrl, openingHours } = file
  return {
    shared: { organisation: idOf(SLUGS.organisations, owner), address, phone, appointmentUrl },
    texts: {
      nl: { name: name.nl, openingHours: hoursRows(openingHours, slug, 'nl') },
      ...(name.en !== undefined && {
        en: { name: name.en, openingHours: hoursRows(openingHours, slug, 'en') },
      }),
    },
  }
}

function product(file: ProductFile, seed: Seed, lookup: Lookup, idOf: IdOf) {
  const many = (collection: CollectionSlug, names: readonly string[]) =>
    names.map((name) => idOf(collection, name))
  const uris = new Map(seed.upl.map(({ label, uri }) => [label, uri]))
  const placeNames = new Map(seed.locations.map(({ slug, name }) => [slug, name.nl]))
  const texts = (locale: Locale): Data | null => {
    const source = productSource(file, locale, lookup)
    if (source === null) return null
    const { title, summary, sections, answers, requestChannels, keywords, synonyms, deskMemo } = source
    return {
      title,
      summary,
      sections,
      answers: answers.map(storedAnswer),
      requestChannels,
      keywords,
      synonyms,
      deskMemo,
    }
  }
  return {
    shared: {
      slug: file.slug,
      kind: file.kind,
      audiences: file.audiences,
      uplEntries: file.upl.map((label) => idOf(SLUGS.uplEntries, uris.get(label) ?? label)),
      organisation: idOf(SLUGS.organisations, file.organisation),
      serviceDesk: file.serviceDesk === undefined ? null : idOf(SLUGS.organisations, file.serviceDesk),
      departments: many(SLUGS.departments, file.departments),
      themes: many(SLUGS.themes, file.themes),
      lifeEvents: many(SLUGS.lifeEvents, file.lifeEvents),
      locations: file.locations.map((slug) => idOf(SLUGS.locations, placeNames.get(slug) ?? slug)),
      facts: many(SLUGS.facts, file.keyFacts),
      related: many(SLUGS.products, file.related),
      parts: many(SLUGS.products, file.parts),
      legalBasis: file.legalBasis,
      reviewBy: noon(file.reviewBy),
    },
    texts: withoutAbsent({ nl: texts('nl'), en: texts('en') }),
  }
}

function question(file: QuestionFile, lookup: Lookup, idOf: IdOf) {
  const texts = (locale: Locale): Data | null => {
    const source = questionSource(file, locale, lookup)
    if (source === null) return null
    const { question: asked, alternativeQuestions, keywords, answers, deskMemo } = source
    return { question: asked, alternativeQuestions, keywords, answers: answers.map(storedAnswer), deskMemo }
  }
  return {
    shared: {
      slug: file.slug,
      audiences: file.audiences,
      organisation: idOf(SLUGS.organisations, file.organisation),
      products: file.products.map((slug) => idOf(SLUGS.products, slug)),
      themes: file.themes.map((slug) => idOf(SLUGS.themes, slug)),
      reviewBy: noon(file.reviewBy),
    },
    texts: withoutAbsent({ nl: texts('nl'), en: texts('en') }),
  }
}

/** Payload takes no null for a group. */
const storedAnswer = (answer: AnswerSource): Data => ({ ...answer, nextStep: answer.nextStep ?? {} })

/** Calendar days are stored as noon, so that no time zone moves them. */
export const noon = (day: string): string => `${day}T12:00:00.000Z`

function perLanguage(field: string, text: LocalizedText): { nl?: Data; en?: Data } {
  return withoutAbsent({
    nl: text.nl === undefined ? null : { [field]: text.nl },
    en: text.en === undefined ? null : { [field]: text.en },
  })
}

function withoutAbsent(texts: { nl: Data | null; en: Data | null }): { nl?: Data; en?: Data } {
  return { ...(texts.nl && { nl: texts.nl }), ...(texts.en && { en: texts.en }) }
}
