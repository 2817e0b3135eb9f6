import type { ItemSource, World } from '../../src/publications'
import { worldOf } from '../../src/publications'
import { factOf, localizedText, openingHoursOf } from '../../seed/fact-value'
import type { Lookup } from '../../seed/markdown'
import { readSeed, type Seed } from '../../seed/read-seed'
import { productSource, questionSource } from '../../seed/sources'
import { compoundAt, placeAt, rareWordAt } from './words'

/** A catalogue of any size. */
export type LargeCatalogue = {
  readonly items: Iterable<ItemSource>
  readonly world: World
}

/**
 * The seed's Dutch products and questions over and over, as so many municipalities have them: each with the name of a place in
 * its title and two words of its own among its names, so that the vocabulary grows with the catalogue. Links stay within the
 * municipality.
 */
export async function largeCatalogue(size: number): Promise<LargeCatalogue> {
  const seed = await readSeed()
  const lookup = lookupIn(seed)
  const models: readonly ItemSource[] = [
    ...seed.products.flatMap((file): ItemSource[] => {
      const source = productSource(file, 'nl', lookup)
      return source === null ? [] : [{ kind: 'product', source }]
    }),
    ...seed.questions.flatMap((file): ItemSource[] => {
      const source = questionSource(file, 'nl', lookup)
      return source === null ? [] : [{ kind: 'question', source }]
    }),
  ]
  const items = function* () {
    for (let number = 0; number < size; number += 1) {
      const model = models[number % models.length]
      if (model) yield variantOf(model, Math.floor(number / models.length), number)
    }
  }
  return { items: { [Symbol.iterator]: items }, world: worldFor(seed, items()) }
}

const idIn = (municipality: number, id: string) => `${id}-${municipality}`

function variantOf(model: ItemSource, municipality: number, number: number): ItemSource {
  const of = (ids: readonly string[]) => ids.map((id) => idIn(municipality, id))
  const place = placeAt(municipality)
  const own = [compoundAt(number), rareWordAt(number)]
  if (model.kind === 'product') {
    const { source } = model
    return {
      kind: 'product',
      source: {
        ...source,
        id: idIn(municipality, source.id),
        slug: idIn(municipality, source.slug),
        title: `${source.title} in ${place}`,
        synonyms: [...source.synonyms, ...own],
        relatedIds: of(source.relatedIds),
        partIds: of(source.partIds),
      },
    }
  }
  if (model.kind !== 'question') return model
  const { source } = model
  return {
    kind: 'question',
    source: {
      ...source,
      id: idIn(municipality, source.id),
      slug: idIn(municipality, source.slug),
      question: `${source.question.slice(0, 60).replace(/\?$/, '')} in ${place}?`,
      alternativeQuestions: [...source.alternativeQuestions, ...own],
      productIds: of(source.productIds),
    },
  }
}

function lookupIn(seed: Seed): Lookup {
  const names = (list: readonly string[]) => {
    const set = new Set(list)
    return (name: string) => (set.has(name) ? name : null)
  }
  return {
    fact: names(seed.facts.map(({ key }) => key)),
    product: names(seed.products.map(({ slug }) => slug)),
    question: names(seed.questions.map(({ slug }) => slug)),
  }
}

/** What the items refer to, with slugs as ids; everything counts as published. Links in texts go to the first municipality. */
function worldFor(seed: Seed, items: Iterable<ItemSource>): World {
  const links = { product: new Map<string, Link>(), question: new Map<string, Link>() }
  const parts = new Map<string, readonly string[]>()
  for (const { kind, source } of items) {
    if (kind === 'product') {
      links.product.set(source.id, { slug: source.slug, title: source.title })
      if (source.partIds.length > 0) parts.set(source.id, source.partIds)
    }
    if (kind === 'question') links.question.set(source.id, { slug: source.slug, title: source.question })
  }
  for (const map of [links.product, links.question])
    for (const [id, link] of [...map]) if (id.endsWith('-0')) map.set(id.slice(0, -2), link)
  const terms = (list: readonly Term[]) =>
    new Map(
      list.map(({ slug, title }) => [
        slug,
        { id: slug, slug, title: localizedText(title), uri: null, parentId: null },
      ]),
    )
  const noContact = { website: null, phone: null, email: null, visitingAddress: null, postalAddress: null }
  return worldOf({
    basePath: '',
    facts: new Map(seed.facts.map((fact) => [fact.key, factOf(fact, fact.key, fact.owner)])),
    organisations: new Map(
      seed.organisations.map(({ slug, name, type, uri }) => [
        slug,
        { id: slug, slug, name: localizedText(name), type, uri, contact: noContact, deskMemo: null },
      ]),
    ),
    uplEntries: new Map(seed.upl.map(({ label, uri }) => [label, { id: label, label, uri, endedAt: null }])),
    themes: terms(seed.themes),
    lifeEvents: terms(seed.lifeEvents),
    locations: new Map(
      seed.locations.map((place) => [
        place.slug,
        {
          id: place.slug,
          name: localizedText(place.name),
          organisationId: place.organisation,
          address: { city: place.address.city },
          openingHours: openingHoursOf(place.openingHours),
          phone: null,
          appointmentUrl: null,
        },
      ]),
    ),
    products: links.product,
    questions: links.question,
    parts,
  })
}

type Link = { readonly slug: string; readonly title: string }
type Term = { readonly slug: string; readonly title: Parameters<typeof localizedText>[0] }
