import { CHANNELS } from '../../../catalogue'
import type { Channel, Locale } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import { whenReady } from '../../../publications'
import type { CatalogueReader, MaybePromise, Published, ThemeRecord } from '../../../publications'
import type { Resolvers } from './attach-resolvers'
import { lifeEventView, productView, questionView, themeView } from './views'
import type { AnswerView, FactView, ProductView, QuestionView, TermView } from './views'

type OfChannel = { readonly channel?: Channel | null }

/** Fields of items that are more than a property: links to other items, read at the moment of the item itself. */
export function itemResolvers(reader: CatalogueReader): Resolvers {
  const products = (ids: readonly string[], locale: Locale, at: Instant | null) =>
    whenReady(reader.findMany({ kind: 'product', locale, ids, at }), (found) => found.map(productView))

  const themeOf = (term: TermView): MaybePromise<ThemeRecord | null> =>
    isTheme(term) ? term : whenReady(findTheme(term, term.id), (theme) => theme?.record ?? null)
  const findTheme = ({ locale, at }: TermView, id: string) =>
    reader.find({ kind: 'theme', locale, by: { id }, at })
  const parentOf = (
    term: TermView,
    theme: ThemeRecord | null,
  ): MaybePromise<Published<ThemeRecord> | null> =>
    theme?.parentId == null ? null : findTheme(term, theme.parentId)

  return {
    Product: {
      answer: ({ answers }: ProductView, { channel }: OfChannel) => answerFor(answers, channel ?? 'general'),
      questions: ({ id, locale, at }: ProductView) =>
        whenReady(reader.questionsOf({ productId: id, locale, at }), (found) => found.map(questionView)),
      related: ({ relatedIds, locale, at }: ProductView) => products(relatedIds, locale, at),
      parts: ({ partIds, locale, at }: ProductView) => products(partIds, locale, at),
      languages: ({ id, at }: ProductView) => reader.languagesOf({ kind: 'product', id, at }),
    },
    Question: {
      answer: ({ answers }: QuestionView, { channel }: OfChannel) => answerFor(answers, channel ?? 'general'),
      products: ({ productIds, locale, at }: QuestionView) => products(productIds, locale, at),
      languages: ({ id, at }: QuestionView) => reader.languagesOf({ kind: 'question', id, at }),
    },
    Fact: {
      formatted: ({ formatted }: FactView, { channel }: OfChannel) => formatted[channel ?? 'general'],
    },
    Theme: {
      parent: (term: TermView) =>
        whenReady(
          whenReady(themeOf(term), (theme) => parentOf(term, theme)),
          (parent) => parent && themeView(parent),
        ),
      uri: (term: TermView) => whenReady(themeOf(term), (theme) => theme?.uri ?? null),
    },
    LifeEvent: {
      uri: (term: TermView) =>
        'uri' in term
          ? term.uri
          : whenReady(
              reader.find({ kind: 'lifeEvent', locale: term.locale, by: { id: term.id }, at: term.at }),
              (event) => event && lifeEventView(event).uri,
            ),
    },
  }
}

/** The answer for a channel. A record holds one per channel, in their fixed order. */
export function answerFor(answers: readonly AnswerView[], channel: Channel): AnswerView | null {
  const expected = answers[CHANNELS.indexOf(channel)]
  return expected?.channel === channel
    ? expected
    : (answers.find((answer) => answer.channel === channel) ?? null)
}

const isTheme = (term: TermView): term is TermView & ThemeRecord => 'parentId' in term
