import { renderTree, resolveAnswers, type AnswersInput, type RenderContext } from '../../answers'
import type { Channel, Locale, ProductSource, QuestionSource } from '../../catalogue'
import { dayOf, type CalendarDay, type Instant } from '../../kernel'
import type { Problem } from '../problems'
import type { ChannelAnswerRecord, DeskRecord, FactRecord, OrganisationCard, Provenance } from '../record'
import { organisationCard } from './cards'
import { contextsFor } from './context'
import { bindFacts, placesOf } from './facts'
import type { EndedFacts } from './item'
import {
  answerUrls,
  deskText,
  linkNotices,
  linkProblems,
  placeholderProblems,
  publicTexts,
  urlProblems,
} from './texts'
import type { World } from './world'

/** What products and questions have in common once they are compiled. */
export type CompiledText = {
  readonly answers: readonly ChannelAnswerRecord[]
  readonly facts: readonly FactRecord[]
  readonly factIds: readonly string[]
  readonly desk: DeskRecord | null
  readonly overdueFrom: CalendarDay | null
  readonly contextFor: (channel: Channel) => RenderContext
  readonly problems: readonly Problem[]
  readonly notices: readonly Problem[]
}

/** When a text is read, and how it takes facts that have no value then. */
export type TextMoment = { readonly at: Instant; readonly endedFacts: EndedFacts }

type TextItem = {
  readonly source: (ProductSource | QuestionSource) & { readonly sections?: ProductSource['sections'] }
  readonly answers: Omit<AnswersInput, 'contextFor' | 'answers' | 'locale'>
  readonly keyFactIds: readonly string[]
  /** Texts without mark-up, by the field they stand in. */
  readonly plain: readonly (readonly [where: string, text: string | null])[]
}

/** Facts, answers and agent-only text of an item, with all that is wrong in its texts. */
export function compileTexts(item: TextItem, world: World, moment: TextMoment): CompiledText {
  const { source } = item
  const texts = publicTexts(source)
  const memo = deskText(source)
  const places = placesOf(item.keyFactIds, texts)
  const on = { day: dayOf(moment.at), locale: source.locale, endedFacts: moment.endedFacts }
  const facts = bindFacts(places, world, on)
  // Facts of the agent-only text are kept apart: they say what that text is about.
  const deskPlaces = placesOf([], [memo])
  const deskFacts = bindFacts(deskPlaces, world, on)
  const contextFor = contextsFor(facts, world, source.locale)
  const resolved = resolveAnswers({
    ...item.answers,
    locale: source.locale,
    answers: source.answers,
    contextFor,
  })
  const general = contextFor('general')
  return {
    answers: resolved.answers,
    facts: [...facts.records.values()],
    factIds: [...new Set([...places.keys(), ...deskPlaces.keys()])],
    desk: deskOf(memo.tree, contextsFor(deskFacts, world, source.locale)('counter')),
    overdueFrom: facts.overdueFrom,
    contextFor,
    problems: [
      ...facts.problems,
      ...deskFacts.problems,
      ...resolved.problems,
      ...linkProblems([...texts, memo]),
      ...urlProblems(answerUrls(source.answers)),
      ...placeholderProblems(item.plain, texts, general),
    ],
    notices: linkNotices([...texts, memo], general),
  }
}

/** The agent-only record of a text; null for an empty one. */
export function deskOf(tree: Parameters<typeof renderTree>[0], context: RenderContext): DeskRecord | null {
  return tree.length === 0 ? null : { deskMemo: renderTree(tree, context) }
}

/** The organisation of an item, or why there is none. */
export function organisationOf(
  id: string | null,
  where: string,
  world: World,
  locale: Locale,
): { readonly card: OrganisationCard | null; readonly problems: readonly Problem[] } {
  if (id === null || id === '')
    return { card: null, problems: [{ code: 'organisation_missing', where, params: {} }] }
  const source = world.organisation(id)
  if (source === undefined) {
    return {
      card: null,
      problems: [{ code: 'organisation_unpublished', where, params: { organisation: id } }],
    }
  }
  return { card: organisationCard(source, locale), problems: [] }
}

/** Problems that products and questions share: title, audience, period, review date. */
export function formalProblems(source: ProductSource | QuestionSource, title: string): readonly Problem[] {
  const { publishFrom, publishUntil } = source
  const isEmptyPeriod = publishFrom !== null && publishUntil !== null && publishUntil <= publishFrom
  // The review date is the Dutch master's; a translation is reviewed with it.
  const lacksReview = source.locale === 'nl' && source.reviewBy === null
  return [
    ...problemIf(title.trim() === '', 'title_missing', 'title'),
    ...problemIf(source.audiences.length === 0, 'audience_missing', 'audiences'),
    ...problemIf(isEmptyPeriod, 'period_invalid', 'publishUntil'),
    ...problemIf(lacksReview, 'review_date_missing', 'reviewBy'),
  ]
}

export function problemIf(
  isWrong: boolean,
  code: Problem['code'],
  where: string,
  params: Problem['params'] = {},
): readonly Problem[] {
  return isWrong ? [{ code, where, params }] : []
}

export function provenanceOf(
  text: Pick<CompiledText, 'facts' | 'overdueFrom'>,
  origin: ProductSource['provenance'],
): Provenance {
  const sources = text.facts.flatMap((fact) => (fact.source === null ? [] : [fact.source]))
  return {
    system: origin?.system ?? 'own',
    sourceUrl: origin?.sourceUrl ?? null,
    factSources: [...new Set(sources)],
    overdueFrom: text.overdueFrom,
  }
}
