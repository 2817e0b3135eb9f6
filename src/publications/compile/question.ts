import type { QuestionSource } from '../../catalogue'
import { failed, ok, type Instant } from '../../kernel'
import type { QuestionRecord } from '../record'
import { cardOrganisation, plainCard, termCards, themePath } from './cards'
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
import type { World } from './world'

/** A question with its answers as readers get it at a moment. It has no sections, so it needs a general answer. */
export function compileQuestion(
  source: QuestionSource,
  world: World,
  at: Instant,
  endedFacts: EndedFacts = 'refuse',
): Compilation<QuestionRecord> {
  const text = questionTexts(source, world, { at, endedFacts })
  const organisation = organisationOf(source.organisationId, 'organisation', world, source.locale)
  const problems = [
    ...formalProblems(source, source.question),
    ...organisation.problems,
    ...problemIf(text.answers[0]?.body.text === '', 'answer_missing', 'answers.general'),
    ...text.problems,
  ]
  if (organisation.card === null || problems.length > 0) return failed(problems)
  const record: QuestionRecord = {
    kind: 'question',
    id: source.id,
    locale: source.locale,
    slug: source.slug,
    question: source.question.trim(),
    alternativeQuestions: source.alternativeQuestions,
    audiences: source.audiences,
    organisation: organisation.card,
    themes: termCards(source.themeIds, world.theme, source.locale),
    productIds: source.productIds,
    facts: text.facts,
    answers: text.answers,
    keywords: source.keywords,
    reviewBy: source.reviewBy,
    provenance: provenanceOf(text, null),
  }
  const card = {
    ...plainCard(record.question),
    audiences: record.audiences,
    themes: themePath(source.themeIds, world),
    organisation: cardOrganisation(record.organisation),
    words: [record.question, ...record.alternativeQuestions, ...record.keywords],
    productIds: record.productIds,
  }
  return ok({
    record,
    card,
    desk: text.desk,
    slug: source.slug,
    factIds: text.factIds,
    notices: text.notices,
  })
}

/** The answers of a question with everything that is wrong in its texts; also when it cannot be published. */
export function questionTexts(source: QuestionSource, world: World, moment: TextMoment): CompiledText {
  const { question } = source
  const item = {
    source,
    answers: { question, summary: null, sections: [] },
    keyFactIds: [],
    plain: [['question', question] as const],
  }
  return compileTexts(item, world, moment)
}
