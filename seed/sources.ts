import {
  CHANNELS,
  SECTION_KEYS,
  type AnswerSource,
  type Locale,
  type ProductSource,
  type QuestionSource,
  type RichText,
  type SectionSource,
} from '../src/catalogue'
import { dayOf } from './fact-value'
import { MarkdownError, richTextOf, type Lookup } from './markdown'
import type { AnswersFile, ProductFile, ProductTexts, QuestionFile } from './schema'

/** Gives rich text for a text at a place (`nl.answers.phone`). */
export type Convert = (markdown: string, place: string) => RichText

/** Converts texts of one file; what cannot be converted is told with its file and place. */
export const convertFor =
  (file: string, lookup: Lookup): Convert =>
  (markdown, place) => {
    try {
      return richTextOf(markdown, lookup)
    } catch (error) {
      if (error instanceof MarkdownError) throw new MarkdownError(`${file}: ${place}: ${error.message}`)
      throw error
    }
  }

export function answerSources(
  answers: AnswersFile,
  locale: Locale,
  convert: Convert,
): readonly AnswerSource[] {
  return CHANNELS.flatMap((channel): AnswerSource[] => {
    const answer = answers[channel]
    if (answer === undefined) return []
    const place = `${locale}.answers.${channel}`
    const full = {
      body: undefined,
      question: undefined,
      nextStep: undefined,
      links: [],
      handOver: false,
      ...answer,
    }
    return [
      {
        channel,
        question: full.question ?? null,
        short: full.short === undefined ? null : convert(full.short, `${place}.short`),
        body: full.body === undefined ? null : convert(full.body, `${place}.body`),
        nextStep:
          full.nextStep === undefined
            ? null
            : {
                kind: full.nextStep.kind,
                label: full.nextStep.label ?? null,
                url: full.nextStep.url ?? null,
              },
        links: full.links ?? [],
        handOver: full.handOver ?? false,
      },
    ]
  })
}

export function sectionSources(
  sections: ProductTexts['sections'],
  locale: Locale,
  convert: Convert,
): readonly SectionSource[] {
  return SECTION_KEYS.flatMap((key): SectionSource[] => {
    const section = sections[key]
    if (section === undefined) return []
    const title = 'title' in section ? (section.title ?? null) : null
    return [{ key, title, text: convert(section.text, `${locale}.sections.${key}`) }]
  })
}

export function requestChannelsOf(texts: ProductTexts): ProductSource['requestChannels'] {
  return texts.requestChannels.map((channel) => ({
    kind: channel.kind,
    label: channel.label ?? null,
    url: channel.url ?? null,
    loginMeans: channel.loginMeans,
    appointment: channel.appointment,
    appointmentUrl: channel.appointmentUrl ?? null,
  }))
}

/** A product of the seed as the core compiles it, its slugs and keys standing in for ids. Null: not in this language. */
export function productSource(file: ProductFile, locale: Locale, lookup: Lookup): ProductSource | null {
  const texts = file[locale]
  if (texts === undefined) return null
  const convert = convertFor(`seed/products/${file.slug}.yaml`, lookup)
  return {
    id: file.slug,
    locale,
    slug: file.slug,
    title: texts.title,
    kind: file.kind,
    summary: texts.summary,
    uplIds: file.upl,
    audiences: file.audiences,
    organisationId: file.organisation,
    serviceDeskId: file.serviceDesk ?? null,
    departmentIds: file.departments,
    themeIds: file.themes,
    lifeEventIds: file.lifeEvents,
    sections: sectionSources(texts.sections, locale, convert),
    answers: answerSources(texts.answers, locale, convert),
    requestChannels: requestChannelsOf(texts),
    factIds: file.keyFacts,
    relatedIds: file.related,
    partIds: file.parts,
    locationIds: file.locations,
    imageId: null,
    legalBasis: file.legalBasis.map(({ label, url }) => ({ label, url: url ?? null })),
    keywords: texts.keywords,
    synonyms: texts.synonyms,
    publishFrom: null,
    publishUntil: null,
    reviewBy: dayOf(file.reviewBy),
    provenance: null,
    deskMemo: texts.deskMemo === undefined ? null : convert(texts.deskMemo, `${locale}.deskMemo`),
  }
}

/** A question of the seed as the core compiles it, its slugs standing in for ids. Null: not in this language. */
export function questionSource(file: QuestionFile, locale: Locale, lookup: Lookup): QuestionSource | null {
  const texts = file[locale]
  if (texts === undefined) return null
  const convert = convertFor(`seed/questions: ${file.slug}`, lookup)
  return {
    id: file.slug,
    locale,
    slug: file.slug,
    question: texts.question,
    alternativeQuestions: texts.alternatives,
    audiences: file.audiences,
    organisationId: file.organisation,
    productIds: file.products,
    themeIds: file.themes,
    answers: answerSources(texts.answers, locale, convert),
    keywords: texts.keywords,
    publishFrom: null,
    publishUntil: null,
    reviewBy: dayOf(file.reviewBy),
    deskMemo: texts.deskMemo === undefined ? null : convert(texts.deskMemo, `${locale}.deskMemo`),
  }
}
