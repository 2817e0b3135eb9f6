import { createHash } from 'node:crypto'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import type { Locale } from '../../../catalogue'
import { graphqlClient } from './client'
import type { GraphQLClient } from './client'
import { Product, Question } from './item-pages'
import { Page, pathOf } from './layout'
import { Home, Search, Theme } from './overview-pages'
import { HOME, PRODUCT, QUESTION, SEARCH, THEME } from './queries'
import { homeView, productView, questionView, searchView, themeView } from './views'
import { WORDS } from './words'

export type SiteOptions = {
  /** Address of the public GraphQL; asked at each request, because the port is known only after listening. */
  readonly graphqlUrl: () => string
  /** The stylesheet's text, all parts together. */
  readonly stylesheet: string
  readonly siteName: string
  /** Sent to the GraphQL with every read. */
  readonly internalKey: string
}

type Answer = {
  readonly title: string
  readonly path: string
  readonly languages: readonly Locale[]
  readonly query?: string
  readonly body: ReactElement
}

/** Pages at `/` (Dutch) and `/en` (English). Unknown pages get a friendly 404 in their language. */
export const site: FastifyPluginAsync<SiteOptions> = async (app, options) => {
  const read = graphqlClient({ url: options.graphqlUrl, timeoutMs: 5_000, internalKey: options.internalKey })
  const css = `/assets/site.${createHash('sha256').update(options.stylesheet).digest('hex').slice(0, 12)}.css`
  app.get(css, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css')
      .send(options.stylesheet),
  )
  app.get('/favicon.svg', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(ICON),
  )

  const send = async (reply: FastifyReply, locale: Locale, answer: Answer | null) => {
    const words = WORDS[locale]
    const other: Locale = locale === 'nl' ? 'en' : 'nl'
    const page = (
      <Page
        locale={locale}
        title={answer?.title ?? words.notFoundTitle}
        siteName={options.siteName}
        otherLanguageUrl={answer?.languages.includes(other) ? pathOf(other, answer.path) : null}
        stylesheet={css}
        query={answer?.query ?? ''}
      >
        {answer?.body ?? <NotFound locale={locale} />}
      </Page>
    )
    return reply
      .code(answer ? 200 : 404)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${renderToStaticMarkup(page)}`)
  }

  for (const locale of ['nl', 'en'] as const) {
    const page = (path: string, answer: (params: unknown, query: unknown) => Promise<Answer | null>) =>
      app.get(pathOf(locale, path), async (request, reply) => {
        try {
          return await send(reply, locale, await answer(request.params, request.query))
        } catch (err) {
          request.log.error({ err, path }, 'a page could not be rendered')
          return reply
            .code(503)
            .header('retry-after', '5')
            .type('text/html; charset=utf-8')
            .send(unavailable(locale, options.siteName, css))
        }
      })
    page('/', () => homePage(read, locale))
    page('/zoeken', (_params, query) => searchPage(read, locale, query))
    page('/themas/:slug', (params) => themePage(read, locale, slugOf(params)))
    page('/producten/:slug', (params) => productPage(read, locale, slugOf(params)))
    page('/vragen/:slug', (params) => questionPage(read, locale, slugOf(params)))
    page('/producten', () => homePage(read, locale))
  }
  app.get('/en/*', (_request, reply) => send(reply, 'en', null))
  app.setNotFoundHandler((_request, reply) => send(reply, 'nl', null))
}

/** A speech bubble with an A: the same answer everywhere. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#154273" d="M4 3h24a2 2 0 0 1 2 2v18a2 2 0 0 1-2 2H14l-7 5v-5H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"/><path fill="none" stroke="#fff" stroke-width="3" d="M10 20l6-13 6 13M12.500 15.500h7"/></svg>`

const slugOf = (params: unknown): string => z.object({ slug: z.string() }).parse(params).slug

async function homePage(read: GraphQLClient, locale: Locale): Promise<Answer> {
  const view = homeView.parse(await read(HOME, { locale }))
  return {
    title: WORDS[locale].home,
    path: '/',
    languages: ['nl', 'en'],
    body: <Home view={view} locale={locale} />,
  }
}

async function themePage(read: GraphQLClient, locale: Locale, slug: string): Promise<Answer | null> {
  const view = themeView.parse(await read(THEME, { locale, slug }))
  const theme = view.themes.find((candidate) => candidate.slug === slug)
  if (!theme) return null
  return {
    title: theme.title,
    path: `/themas/${slug}`,
    languages: ['nl', 'en'],
    body: <Theme view={view} slug={slug} locale={locale} />,
  }
}

async function productPage(read: GraphQLClient, locale: Locale, slug: string): Promise<Answer | null> {
  const { product } = productView.parse(await read(PRODUCT, { locale, slug }))
  if (!product) return null
  const { title, languages } = product
  return { title, path: `/producten/${slug}`, languages, body: <Product product={product} locale={locale} /> }
}

async function questionPage(read: GraphQLClient, locale: Locale, slug: string): Promise<Answer | null> {
  const { question } = questionView.parse(await read(QUESTION, { locale, slug }))
  if (!question) return null
  return {
    title: question.question,
    path: `/vragen/${slug}`,
    languages: question.languages,
    body: <Question question={question} locale={locale} />,
  }
}

async function searchPage(read: GraphQLClient, locale: Locale, rawQuery: unknown): Promise<Answer> {
  const query = z
    .object({ q: z.string().max(200).catch('') })
    .parse(rawQuery)
    .q.trim()
  if (!query) return homePage(read, locale)
  const view = searchView.parse(await read(SEARCH, { locale, query })).search
  return {
    title: WORDS[locale].resultsFor(query),
    path: `/zoeken?q=${encodeURIComponent(query)}`,
    languages: ['nl', 'en'],
    query,
    body: <Search view={view} query={query} locale={locale} />,
  }
}

function NotFound({ locale }: { readonly locale: Locale }) {
  return (
    <>
      <h1>{WORDS[locale].notFoundTitle}</h1>
      <p>{WORDS[locale].notFoundText}</p>
    </>
  )
}

function unavailable(locale: Locale, siteName: string, stylesheet: string): string {
  const words = WORDS[locale]
  const page = (
    <Page
      locale={locale}
      title={words.unavailableTitle}
      siteName={siteName}
      otherLanguageUrl={null}
      stylesheet={stylesheet}
    >
      <h1>{words.unavailableTitle}</h1>
      <p>{words.unavailableText}</p>
    </Page>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
