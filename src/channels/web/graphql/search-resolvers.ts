import { randomUUID } from 'node:crypto'
import type { GraphQLResolveInfo } from 'graphql'
import type { Channel, Locale } from '../../../catalogue'
import { whenReady } from '../../../publications'
import type {
  CatalogueReader,
  MaybePromise,
  ProductRecord,
  Published,
  QuestionRecord,
  UniformProductName,
} from '../../../publications'
import type { SearchHit, SearchKind, SearchPort } from '../../../search/port'
import { snippetOf } from '../../../search/snippet'
import { checkText, filterOf, firstOf, kindNameOf } from './arguments'
import type { SearchArguments } from './arguments'
import { asksFor } from './asks-for'
import type { Resolvers } from './attach-resolvers'
import { ReaderError } from './errors'
import { answerFor } from './item-resolvers'
import { productView, questionView } from './views'
import type { AnswerView, ProductView, QuestionView } from './views'

/** A hit with the item that it is, as published now. */
type HitView = ReturnType<typeof hitOf> & {
  readonly answers: readonly AnswerView[]
  /** Texts of which a part may be shown. */
  readonly texts: (answer: AnswerView | null) => readonly string[]
  readonly namesOf: () => MaybePromise<readonly UniformProductName[]>
}

/** The field `search`: what the engine found, with the texts of the read model, so that a hit never says something older. */
export function searchResolvers(reader: CatalogueReader, search: SearchPort): Resolvers {
  return {
    Query: {
      search: async (
        _source: unknown,
        given: SearchArguments,
        _context: unknown,
        info: GraphQLResolveInfo,
      ) => {
        const { query, channel, filter, first, locale } = withStandards(given)
        const { productId: _never, ...conditions } = filterOf(filter)
        const kinds = searchKinds(filter?.kinds)
        const facets = asksFor(info, 'facets')
        const outcome = await search.search({
          query,
          channel,
          filter: conditions,
          first,
          locale,
          kinds,
          facets,
        })
        const shown = { locale, channel, words: outcome.words }
        const found = <K extends SearchKind>(kind: K) => {
          const ids = outcome.hits.filter((hit) => hit.kind === kind).map(({ id }) => id)
          return reader.findMany({ kind, locale, ids, at: null })
        }
        const products = byId(await found('product'))
        const questions = byId(await found('question'))
        return {
          // Without what was retracted after it was indexed.
          hits: outcome.hits.flatMap((hit) => {
            const product = hit.kind === 'product' ? products.get(hit.id) : undefined
            if (product) return [ofProduct(hit, shown, product)]
            const question = hit.kind === 'question' ? questions.get(hit.id) : undefined
            return question ? [ofQuestion(hit, shown, question, reader)] : []
          }),
          total: outcome.total,
          took: Math.round(outcome.took),
          correctedQuery: outcome.corrected,
          facets: outcome.facets,
          searchId: randomUUID(),
          limited: outcome.limited,
        }
      },
    },
    SearchHit: {
      answer: ({ answers, channel }: HitView, given: { readonly channel?: Channel | null }) =>
        answerFor(answers, given.channel ?? channel),
      snippet: ({ answers, texts, channel, words, locale }: HitView) =>
        snippetOf(texts(answerFor(answers, channel)), words, locale),
      uniformProductNames: ({ namesOf }: HitView) => namesOf(),
    },
  }
}

function withStandards({ query, channel, filter, first, locale }: SearchArguments) {
  const typed = checkText('query', query).trim()
  if (typed === '') throw new ReaderError('BAD_USER_INPUT', '`query` is empty. Give at least one word.')
  return {
    query: typed,
    channel: channel ?? 'web',
    filter: filter ?? null,
    first: firstOf(first, 10),
    locale: locale ?? 'nl',
  } as const
}

function searchKinds(names: NonNullable<SearchArguments['filter']>['kinds']): readonly SearchKind[] {
  const kinds = new Set(names ?? SEARCHED)
  const other = [...kinds].find((name) => !SEARCHED.some((searched) => searched === name))
  if (other !== undefined) {
    const message = `\`filter.kinds\` holds ${other}, but only ${SEARCHED.join(' and ')} can be found. Ask for the others with a field of their own, such as \`organisations\`.`
    throw new ReaderError('BAD_USER_INPUT', message)
  }
  return (['product', 'question'] as const).filter((kind) => kinds.has(kindNameOf(kind)))
}

const SEARCHED = ['PRODUCT', 'QUESTION'] as const

type Shown = { readonly locale: Locale; readonly channel: Channel; readonly words: readonly string[] }

const byId = <R extends ProductRecord | QuestionRecord>(found: readonly Published<R>[]) =>
  new Map(found.map((published) => [published.record.id, published]))

const ofProduct = (hit: SearchHit, shown: Shown, found: Published<ProductRecord>): HitView => {
  const product = productView(found)
  return {
    ...hitOf(hit, shown, product, product.title),
    texts: (answer) => [product.summary, ...textsIn(answer), ...product.sections.map(({ text }) => text)],
    namesOf: () => product.uniformProductNames,
  }
}

const ofQuestion = (
  hit: SearchHit,
  shown: Shown,
  found: Published<QuestionRecord>,
  reader: CatalogueReader,
): HitView => {
  const question = questionView(found)
  const { productIds: ids } = found.record
  return {
    ...hitOf(hit, shown, question, question.question),
    texts: textsIn,
    namesOf: () =>
      whenReady(reader.findMany({ kind: 'product', locale: shown.locale, ids, at: null }), (products) => {
        const names = products.flatMap(({ record }) => record.uniformProductNames)
        return [...new Map(names.map((name) => [name.uri, name])).values()]
      }),
  }
}

const hitOf = (
  { id, kind, score }: SearchHit,
  shown: Shown,
  { slug, organisation, answers }: ProductView | QuestionView,
  title: string,
) => ({ ...shown, kind: kindNameOf(kind), id, score, slug, title, organisation, answers })

const textsIn = (answer: AnswerView | null) => (answer ? [answer.short.text, answer.body.text] : [])
