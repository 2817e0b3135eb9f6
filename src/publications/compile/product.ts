import { parseRichText, renderTree, REQUEST_CHANNEL_LABELS, SECTION_TITLES } from '../../answers'
import { findCycle, SECTION_KEYS, type ProductSource } from '../../catalogue'
import { failed, ok, type Instant } from '../../kernel'
import type { Problem } from '../problems'
import type { Card, ProductRecord, RequestChannelRecord, SectionRecord } from '../record'
import {
  cardOrganisation,
  locationCards,
  plainCard,
  termCards,
  themePath,
  uniformProductNames,
} from './cards'
import type { Compilation, EndedFacts } from './item'
import {
  compileTexts,
  formalProblems,
  organisationOf,
  problemIf,
  provenanceOf,
  type CompiledText,
  type TextMoment,
} from './text-item'
import { urlProblems } from './texts'
import type { World } from './world'

/** A product as readers get it at a moment, in its source's language; or everything that stands in the way. */
export function compileProduct(
  source: ProductSource,
  world: World,
  at: Instant,
  endedFacts: EndedFacts = 'refuse',
): Compilation<ProductRecord> {
  const sections = titledSections(source)
  const text = productTexts(source, world, { at, endedFacts })
  const organisation = organisationOf(source.organisationId, 'organisation', world, source.locale)
  const serviceDesk =
    source.serviceDeskId === null
      ? organisation
      : organisationOf(source.serviceDeskId, 'serviceDesk', world, source.locale)
  const upn = uniformProductNames(source.uplIds, world)
  const problems = [
    ...formalProblems(source, source.title),
    ...organisation.problems,
    ...(serviceDesk === organisation ? [] : serviceDesk.problems),
    ...problemIf(upn.length === 0, 'uniform_product_name_missing', 'uniformProductNames'),
    ...problemIf(lacksAnswer(text, sections.length), 'answer_missing', 'answers.general', {
      kind: 'product',
    }),
    ...text.problems,
    ...urlProblems(fieldUrls(source)),
    ...circleProblems(source, world),
  ]
  if (organisation.card === null || serviceDesk.card === null || problems.length > 0) return failed(problems)
  const record: ProductRecord = {
    kind: 'product',
    id: source.id,
    locale: source.locale,
    slug: source.slug,
    title: source.title.trim(),
    productKind: source.kind,
    summary: source.summary?.trim() || (text.answers[0]?.short.text ?? ''),
    uniformProductNames: upn,
    organisation: organisation.card,
    serviceDesk: serviceDesk.card,
    audiences: source.audiences,
    themes: termCards(source.themeIds, world.theme, source.locale),
    lifeEvents: termCards(source.lifeEventIds, world.lifeEvent, source.locale),
    facts: text.facts,
    sections: renderedSections(sections, text),
    answers: text.answers,
    requestChannels: requestChannels(source),
    locations: locationCards(source.locationIds, world, source.locale),
    image: source.imageId === null ? null : (world.image(source.imageId) ?? null),
    legalBasis: source.legalBasis,
    keywords: source.keywords,
    synonyms: source.synonyms,
    relatedIds: source.relatedIds,
    partIds: source.partIds,
    reviewBy: source.reviewBy,
    provenance: provenanceOf(text, source.provenance),
  }
  const card = cardOf(record, source, world)
  return ok({
    record,
    card,
    desk: text.desk,
    slug: source.slug,
    factIds: text.factIds,
    notices: text.notices,
  })
}

/** The answers of a product with everything that is wrong in its texts; also when it cannot be published. */
export function productTexts(source: ProductSource, world: World, moment: TextMoment): CompiledText {
  const { title, summary } = source
  const item = {
    source,
    answers: { question: title, summary, sections: titledSections(source) },
    keyFactIds: source.factIds,
    plain: [['title', title] as const, ['summary', summary] as const],
  }
  return compileTexts(item, world, moment)
}

/** Sections with something in them, in reading order, under the editor's title or the usual one. */
function titledSections(source: ProductSource) {
  const filled = source.sections
    .map((section) => ({
      key: section.key,
      title: section.title?.trim() || SECTION_TITLES[source.locale][section.key],
      tree: parseRichText(section.text),
    }))
    .filter((section) => section.tree.length > 0)
  return filled.sort((a, b) => SECTION_KEYS.indexOf(a.key) - SECTION_KEYS.indexOf(b.key))
}

/**
 * Every channel falls back on the general answer and that on the sections. The summary is neither: alone it would be given as
 * an answer out of sections that are not there.
 */
function lacksAnswer({ answers: [general] }: CompiledText, sectionCount: number): boolean {
  if (general === undefined || general.body.text === '') return true
  return general.servedFrom === 'sections' && sectionCount === 0
}

function renderedSections(
  sections: ReturnType<typeof titledSections>,
  text: CompiledText,
): readonly SectionRecord[] {
  const context = text.contextFor('web')
  return sections.map(({ key, title, tree }) => ({ key, title, ...renderTree(tree, context) }))
}

function requestChannels(source: ProductSource): readonly RequestChannelRecord[] {
  return source.requestChannels.map((channel) => ({
    kind: channel.kind,
    label: channel.label?.trim() || REQUEST_CHANNEL_LABELS[source.locale][channel.kind],
    url: channel.url?.trim() || null,
    loginMeans: channel.loginMeans,
    appointment: channel.appointment,
    appointmentUrl: channel.appointmentUrl?.trim() || null,
  }))
}

function fieldUrls(source: ProductSource): readonly (readonly [string, string | null])[] {
  return [
    ...source.requestChannels.flatMap((channel) => [
      ['requestChannels', channel.url] as const,
      ['requestChannels', channel.appointmentUrl] as const,
    ]),
    ...source.legalBasis.map((basis) => ['legalBasis', basis.url] as const),
  ]
}

function circleProblems(source: ProductSource, world: World): readonly Problem[] {
  const circle = findCycle(source.id, (id) => (id === source.id ? source.partIds : world.partsOf(id)))
  if (circle === null) return []
  const names = circle.map((id) =>
    id === source.id ? source.title : (world.linkTarget('product', id)?.title ?? id),
  )
  return [{ code: 'parts_circular', where: 'parts', params: { path: names.join(' → ') } }]
}

function cardOf(record: ProductRecord, source: ProductSource, world: World): Card {
  const upn = record.uniformProductNames
  return {
    ...plainCard(record.title),
    productKind: record.productKind,
    isComposite: record.partIds.length > 0,
    audiences: record.audiences,
    themes: themePath(source.themeIds, world),
    lifeEvents: record.lifeEvents.flatMap((event) => [event.id, event.slug]),
    organisation: cardOrganisation(record.organisation),
    upn: upn.flatMap((name) => [name.label, name.uri]),
    words: [record.title, ...upn.map((name) => name.label), ...record.keywords, ...record.synonyms],
  }
}
