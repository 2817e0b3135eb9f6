import type { Locale } from '../../../catalogue'
import { CompiledHtml, Crumbs, pathOf } from './layout'
import type { CardView, HomeView, SearchView, ThemeView } from './views'
import { WORDS } from './words'

export function Home({ view, locale }: { readonly view: HomeView; readonly locale: Locale }) {
  const words = WORDS[locale]
  const tops = view.themes.filter((theme) => theme.parent === null)
  return (
    <>
      <h1>{view.catalogue.name}</h1>
      <section aria-labelledby="onderwerpen">
        <h2 id="onderwerpen">{words.themes}</h2>
        <ul className="site-tiles">
          {tops.map((theme) => (
            <li key={theme.slug}>
              <a href={pathOf(locale, `/themas/${theme.slug}`)}>{theme.title}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="producten">
        <h2 id="producten">{words.allProducts}</h2>
        <Cards cards={view.products.nodes} locale={locale} />
      </section>
    </>
  )
}

export function Theme({
  view,
  slug,
  locale,
}: {
  readonly view: ThemeView
  readonly slug: string
  readonly locale: Locale
}) {
  const words = WORDS[locale]
  const theme = view.themes.find((candidate) => candidate.slug === slug)
  const children = view.themes.filter((candidate) => candidate.parent?.slug === slug)
  if (!theme) return null
  return (
    <>
      <Crumbs locale={locale} trail={[]} />
      <h1>{theme.title}</h1>
      {children.length > 0 && (
        <ul className="site-tiles">
          {children.map((child) => (
            <li key={child.slug}>
              <a href={pathOf(locale, `/themas/${child.slug}`)}>{child.title}</a>
            </li>
          ))}
        </ul>
      )}
      <h2>{words.themeProducts(theme.title)}</h2>
      {view.products.nodes.length === 0 ? (
        <p>{words.noProducts}</p>
      ) : (
        <Cards cards={view.products.nodes} locale={locale} />
      )}
    </>
  )
}

export function Search({
  view,
  query,
  locale,
}: {
  readonly view: SearchView
  readonly query: string
  readonly locale: Locale
}) {
  const words = WORDS[locale]
  return (
    <>
      <h1>{words.resultsFor(query)}</h1>
      {view.limited && (
        <p role="status" className="site-note">
          {words.limited}
        </p>
      )}
      {view.correctedQuery && (
        <p>
          {words.didYouMean}{' '}
          <a href={pathOf(locale, `/zoeken?q=${encodeURIComponent(view.correctedQuery)}`)}>
            {view.correctedQuery}
          </a>
        </p>
      )}
      <p role="status">{view.hits.length === 0 ? words.noResults : words.results(view.total)}</p>
      <ol className="site-hits">
        {view.hits.map((hit) => (
          <li key={`${hit.kind}/${hit.slug}`}>
            <h2>
              <a href={pathOf(locale, `/${hit.kind === 'PRODUCT' ? 'producten' : 'vragen'}/${hit.slug}`)}>
                {hit.title}
              </a>
            </h2>
            <CompiledHtml html={hit.snippet} className="site-snippet" />
            <p className="site-meta">
              {hit.kind === 'PRODUCT' ? words.product : words.question}
              {hit.organisation && ` · ${hit.organisation.name}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

export function Cards({ cards, locale }: { readonly cards: readonly CardView[]; readonly locale: Locale }) {
  return (
    <ul className="site-cards">
      {cards.map((card) => (
        <li key={card.slug}>
          <a href={pathOf(locale, `/producten/${card.slug}`)}>{card.title}</a>
          <p>{card.summary}</p>
        </li>
      ))}
    </ul>
  )
}
