import { randomUUID } from 'node:crypto'
import type { Channel, Locale } from '../../../catalogue'
import type { CatalogueReader } from '../../../publications'
import type { SearchHit, SearchKind, SearchPort } from '../../../search/port'
import { checkText, filterOf, firstOf, kindNameOf } from './arguments'
import type { SearchArguments } from './arguments'
import type { Resolvers } from './attach-resolvers'
import { ReaderError } from './errors'
import { answerFor } from './item-resolvers'
import { productView, questionView } from './views'
import type { AnswerView } from './views'

type HitView = { readonly answers: readonly AnswerView[]; readonly channel: Channel }

/** The field `search`: what the engine found, with the texts of the read model, so that a hit never says something older. */
export function searchResolvers(reader: CatalogueReader, search: SearchPort): Resolvers {
  return {
    Query: {
      search: async (_source: unknown, given: SearchArguments) => {
        const { query, channel, filter, first, locale } = withStandards(given)
        const { productId: _never, ...conditions } = filterOf(filter)
        const kinds = searchKinds(filter?.kinds)
        const outcome = await search.search({ query, channel, filter: conditions, first, locale, kinds })
        const hits = await Promise.all(outcome.hits.map((hit) => hitView(reader, hit, locale, channel)))
        return {
          hits: hits.filter((hit) => hit !== null),
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

/** Null for what was retracted after it was indexed. */
async function hitView(reader: CatalogueReader, hit: SearchHit, locale: Locale, channel: Channel) {
  const { id, kind, score, snippet } = hit
  const shared = { kind: kindNameOf(kind), id, score, channel }
  if (kind === 'product') {
    const found = await reader.find({ kind: 'product', locale, by: { id }, at: null })
    if (!found) return null
    const { slug, title, summary, uniformProductNames, organisation, answers } = productView(found)
    return {
      ...shared,
      slug,
      title,
      uniformProductNames,
      organisation,
      answers,
      snippet: snippet || escaped(summary),
    }
  }
  const found = await reader.find({ kind: 'question', locale, by: { id }, at: null })
  if (!found) return null
  const { slug, question, organisation, answers } = questionView(found)
  const short = answerFor(answers, channel)?.short.text ?? ''
  const products = await reader.findMany({ kind: 'product', locale, ids: found.record.productIds, at: null })
  const names = products.flatMap((product) => product.record.uniformProductNames)
  return {
    ...shared,
    slug,
    title: question,
    uniformProductNames: [...new Map(names.map((name) => [name.uri, name])).values()],
    organisation,
    answers,
    snippet: snippet || escaped(short),
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
